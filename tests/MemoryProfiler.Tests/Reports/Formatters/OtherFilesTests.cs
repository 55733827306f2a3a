using System.Text;
using System.Text.Json;
using MemoryProfiler.Reports.Comparing;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Reports.Formatters;

/// <summary>Lines that stand in another file than their method does.</summary>
public sealed class OtherFilesTests
{
    static readonly MethodProfile _method = ComparedReports.Method("Shop.Parser.Reduce(int rule)", 6, ("    [Profile]", 1, 0), ("    Use(new byte[n]);", 1, 224));

    static readonly ProfileReport _report = SampleReports.Orders with
    {
        Notes = [],
        Methods =
        [
            _method with
            {
                Lines =
                [
                    .. _method.Lines,
                    _method.Lines[1] with { File = "rules.y", LineNumber = 3, Text = "  sum : term", Occurrences = 2, AllocatedBytes = 4_048, SelfAllocatedBytes = 4_048 },
                    _method.Lines[1] with { File = "rules.y", LineNumber = 900, Text = "", AllocatedBytes = 24, SelfAllocatedBytes = 24 },
                ],
            },
        ],
    };

    [Fact]
    public void The_tables_have_them_below_the_name_of_their_file()
    {
        var text = Written(ReportFormat.Text);
        Rows(text).ShouldBe(
        [
            "     6                                                   1   [Profile]",
            "     7                                  224 B            1   Use(new byte[n]);",
            "                                                             rules.y:",
            "     3                                4,048 B            2   sum : term",
            "   900                                   24 B            1",
        ]);
        text.ShouldContain("     4,048 B  rules.y:3   sum : term\n");
    }

    [Fact]
    public void Markdown_has_them_below_the_name_of_their_file() =>
        Written(ReportFormat.Markdown).ShouldContain("| 7 |  |  | 224 B | 1 | `Use(new byte[n]);` |\n|  |  |  |  |  | **rules.y** |\n| 3 |  |  | 4,048 B | 2 | `sum : term` |\n| 900 |  |  | 24 B | 1 |  |\n");

    [Fact]
    public void Rows_for_spreadsheets_name_their_file() =>
        Written(ReportFormat.Csv).Split("\r\n").Skip(1).SkipLast(1).Select(row => string.Join(',', row.Split(',').Skip(2).Take(2)))
            .ShouldBe(["Import/OrderImporter.cs,6", "Import/OrderImporter.cs,7", "rules.y,3", "rules.y,900"]);

    [Fact]
    public void JSON_names_their_file_and_is_read_back()
    {
        var json = Written(ReportFormat.Json);
        JsonFormatter.Read(json, "report.json").Methods.ShouldBe(_report.Methods);
        using var document = JsonDocument.Parse(json);
        var lines = document.RootElement.GetProperty("report").GetProperty("methods")[0].GetProperty("lines");
        lines[1].TryGetProperty("file", out _).ShouldBeFalse();
        lines[2].GetProperty("file").GetString().ShouldBe("rules.y");
    }

    [Fact]
    public void The_page_is_told_how_many_of_the_last_lines_are_of_which_file()
    {
        using var data = JsonDocument.Parse(Encoding.UTF8.GetString(HtmlData.Write(_report)));
        data.RootElement.GetProperty("methods")[0].GetProperty("o").GetRawText().ShouldBe("[[\"rules.y\",2]]");
    }

    [Fact]
    public void Two_reports_are_compared_file_by_file()
    {
        var more = _report.Methods[0] with { Lines = [.. _report.Methods[0].Lines.Select(line => line.File is null ? line : line with { AllocatedBytes = line.AllocatedBytes + 8, SelfAllocatedBytes = line.SelfAllocatedBytes + 8 })] };
        var changes = LineMatching.Changes(_report.Methods[0], more);
        var method = new MethodComparison { Before = _report.Methods[0], After = more, Lines = changes };
        changes.Select(line => ComparisonFigures.Number(method, line)).ShouldBe(["rules.y:3", "rules.y:900"]);
    }

    static string[] Rows(string text) => [.. text.Split('\n').SkipWhile(line => !line.StartsWith("=====", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Length > 0)];

    static string Written(ReportFormat format)
    {
        using var writer = new StringWriter();
        _report.WriteTo(writer, format);
        return writer.ToString();
    }
}
