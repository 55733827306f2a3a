using System.Globalization;
using Spectre.Console;

namespace MemoryProfiler.Torture.Work;

/// <summary>Tables, trees, panels and charts, written to a string.</summary>
static class SpectreWork
{
    public static string Run()
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.TrueColor, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 100;
        var table = new Table().Title("[bold]sums[/]").AddColumn("n").AddColumn(new TableColumn("square").RightAligned());
        for (var i = 0; i < 60; i++)
            table.AddRow(i.ToString(CultureInfo.InvariantCulture), $"[red]{i * i}[/]");
        console.Write(table);
        var tree = new Tree("root");
        for (var i = 0; i < 10; i++)
            tree.AddNode($"[blue]node {i}[/]").AddNode(new Panel($"inner {i}").Header("[u]head[/]"));
        console.Write(tree);
        console.Write(new BarChart().Width(60).Label("bars").AddItem("a", 12, Color.Green).AddItem("b", 54, Color.Red));
        console.Write(new FigletText("probe").Centered());
        console.Write(new Rule("[yellow]rule[/]"));
        console.MarkupLine("[underline]text[/] [[escaped]] :warning:");
        try
        {
            console.MarkupLine("[bad");
        }
        catch (InvalidOperationException e)
        {
            writer.Write(e.Message);
        }
        return writer.ToString();
    }
}
