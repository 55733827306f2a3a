using System.Text;
using System.Text.Json;
using MemoryProfiler.Reports.Comparing;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.TestSupport;

namespace MemoryProfiler.Tests.Reports.Formatters;

/// <summary>A method of an assembly without symbols: IL offsets stand in for lines.</summary>
public class OffsetTests
{
    static readonly ProfileReport _report = SampleReports.Orders with
    {
        Methods =
        [
            SampleReports.Orders.Methods[0] with
            {
                File = "Shop.dll",
                FirstLine = 0,
                BodyToken = 0x06000012,
                Lines = [SampleReports.Orders.Methods[0].Lines[3] with { LineNumber = 0, Text = "" }, SampleReports.Orders.Methods[0].Lines[3] with { LineNumber = 26, Text = "" }],
            },
        ],
    };

    [Fact]
    public void The_table_shows_offsets()
    {
        var rows = Written(ReportFormat.Text).Split('\n').Where(line => line.StartsWith("IL_", StringComparison.Ordinal)).ToList();
        rows.Select(row => row.Split(' ')[0]).ShouldBe(["IL_0000", "IL_001a"]);
        Written(ReportFormat.Text).ShouldContain("  Shop.dll:IL_001a");
    }

    [Fact]
    public void Markdown_shows_offsets()
    {
        Written(ReportFormat.Markdown).ShouldContain("`Shop.dll:IL_0000`: 1 call");
        Written(ReportFormat.Markdown).ShouldContain("\n| IL_001a | ");
    }

    [Fact]
    public void Rows_for_spreadsheets_show_offsets() => Written(ReportFormat.Csv).ShouldContain(",Shop.dll,IL_001a,,1,32,32,");

    [Fact]
    public void The_page_shows_offsets()
    {
        using var data = JsonDocument.Parse(Encoding.UTF8.GetString(HtmlData.Write(_report)));
        var method = data.RootElement.GetProperty("methods")[0];
        method.GetProperty("l").GetString().ShouldBe("IL_0000");
        method.GetProperty("lines")[1][0].GetString().ShouldBe("IL_001a");
    }

    [Fact]
    public void A_saved_report_is_read_as_it_was() => JsonFormatter.Read(Written(ReportFormat.Json), "report.json").ShouldBe(_report);

    [Fact]
    public void A_comparison_shows_offsets()
    {
        var more = _report.Methods[0] with { Lines = [_report.Methods[0].Lines[0], _report.Methods[0].Lines[1] with { LineNumber = 27, SelfAllocatedBytes = 40 }] };
        var changes = LineMatching.Changes(_report.Methods[0], more);
        var method = new MethodComparison { Before = _report.Methods[0], After = more, Lines = changes };
        changes.Select(line => ComparisonFigures.Number(method, line)).ShouldBe(["IL_001a -> IL_001b"]);
    }

    static string Written(ReportFormat format)
    {
        using var writer = new StringWriter();
        _report.WriteTo(writer, format);
        return writer.ToString().ReplaceLineEndings("\n");
    }
}
