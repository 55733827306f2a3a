using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Reports.Comparing;

/// <summary>A comparison in Markdown as GitHub reads it, for a pull request or a step's summary.</summary>
static class ComparisonMarkdown
{
    const string Header = "| Line | Before | After | Change | Occurrences | Source |\n|---:|---:|---:|---:|---:|---|\n";

    /// <summary>Writes everything.</summary>
    public static void Write(ReportComparison comparison, TextWriter writer)
    {
        writer.Write($"## Memory: what changed\n\n**{Text(ComparisonFigures.Total(comparison))}.** {ComparisonFigures.Changed(comparison)}\n");
        var titles = ComparisonTable.Titles(comparison);
        foreach (var method in comparison.Methods)
        {
            writer.Write($"\n### {Markdown.Code(titles[method.After ?? method.Before!])}\n\n{Markdown.Code(ComparisonFigures.Location(method))}: {Text(ComparisonFigures.Method(method))}\n\n{Header}");
            foreach (var line in method.Lines)
                Write(method, line, comparison, writer);
        }
    }

    static void Write(MethodComparison method, LineComparison line, ReportComparison comparison, TextWriter writer)
    {
        string[] cells =
        [
            Text(ComparisonFigures.Number(method, line)),
            Text(ComparisonFigures.Bytes(line.Before, comparison.Before.AreBytesEstimated)),
            Text(ComparisonFigures.Bytes(line.After, comparison.After.AreBytesEstimated)),
            $"**{ComparisonFigures.Signed(line.ChangeBytes)}**",
            Text(ComparisonFigures.Occurrences(line)),
            string.Join("<br>", ComparisonFigures.Source(line).Select(source => Markdown.CodeCell(source.Trim()))),
        ];
        writer.Write($"| {string.Join(" | ", cells)} |\n");
    }

    static string Text(string figures) => Markdown.Text(figures.Replace("->", "→", StringComparison.Ordinal));
}
