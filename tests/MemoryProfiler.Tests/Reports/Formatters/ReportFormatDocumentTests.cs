using System.Text.Json;
using System.Text.RegularExpressions;
using MemoryProfiler.Reports;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Reports.Formatters;

/// <summary>The page on file formats names every field that a file has, in its order, and no other.</summary>
public sealed partial class ReportFormatDocumentTests
{
    [Fact]
    public void Every_field_of_the_JSON_has_its_row()
    {
        using var document = JsonDocument.Parse(Json());
        var report = document.RootElement.GetProperty("report");
        var method = report.GetProperty("methods")[0];

        Documented("## The report, `.json`").ShouldBe(Names(document.RootElement));
        Documented("### `report`").ShouldBe(Names(report));
        Documented("### `methods[]`").ShouldBe(Names(method));
        Documented("### `lines[]`").ShouldBe(Names(method.GetProperty("lines")[0]));
        Documented("### `types[]`").ShouldBe(Names(method.GetProperty("lines")[0].GetProperty("types")[0]));
        Documented("### `peak`").ShouldBe(Names(report.GetProperty("peak")));
        Documented("### `peak.lines[]`").ShouldBe(Names(report.GetProperty("peak").GetProperty("lines")[0]));
        Documented("### `cost`").ShouldBe(Names(report.GetProperty("cost")));
    }

    static string Json()
    {
        // A method says that it has offsets, a line which file it is of only where that is so; types and the peak are there only where they were recorded.
        var method = SampleReports.Types.Methods[0];
        var report = SampleReports.Types with { Peak = SampleReports.Peak.Peak, Methods = [method with { BodyToken = 1, Lines = [method.Lines[4] with { File = "rules.y" }] }] };
        using var writer = new StringWriter();
        report.WriteTo(writer, ReportFormat.Json);
        return writer.ToString();
    }

    static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    static string[] Documented(string heading)
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "report-format.md"));
        var section = page[(page.IndexOf(heading + "\n", StringComparison.Ordinal) + heading.Length)..];
        var end = section.IndexOf("\n#", StringComparison.Ordinal);
        return [.. Row().Matches(end < 0 ? section : section[..end]).Select(row => row.Groups["name"].Value)];
    }

    static string Root([System.Runtime.CompilerServices.CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", ".."));

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
