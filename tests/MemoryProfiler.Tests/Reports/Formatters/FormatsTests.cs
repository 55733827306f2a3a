using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Reports.Formatters;

/// <summary>What is said of formats comes from one table.</summary>
public sealed class FormatsTests
{
    [Fact]
    public void Every_name_of_a_format_has_its_line() =>
        Formats.All.Select(form => form.Format).ShouldBe(Enum.GetValues<ReportFormat>());

    [Fact]
    public void Every_ending_is_known_in_any_case_and_leads_to_its_format()
    {
        foreach (var form in Formats.All)
        {
            Formats.OfPath("a/report" + form.Ending).ShouldBeSameAs(form);
            Formats.OfPath("a/report" + form.Ending.ToUpperInvariant()).ShouldBeSameAs(form);
            Formats.Of(form.Format).ShouldBeSameAs(form);
        }
        Formats.IsKnown("report.doc").ShouldBeFalse();
        Formats.IsKnown("report").ShouldBeFalse();
    }

    [Fact]
    public void Every_format_writes_the_same_through_every_door_and_can_be_rehearsed()
    {
        var folder = Directory.CreateTempSubdirectory("MemoryProfiler.");
        try
        {
            foreach (var form in Formats.All)
            {
                using var writer = new StringWriter();
                SampleReports.Orders.WriteTo(writer, form.Format);
                var path = Path.Combine(folder.FullName, "report" + form.Ending);
                SampleReports.Orders.Save(path);

                File.ReadAllText(path).ShouldBe(writer.ToString(), form.Ending);
                form.Rehearse(SampleReports.Orders, TextWriter.Null);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_path_that_names_no_format_is_one_sentence_with_all_endings() =>
        Formats.Refusal("report.doc").ShouldBe(
            "A report cannot be saved as \"report.doc\": a report is written to a path that ends in .txt (the tables), .json (all figures), .html (a page), .md (the tables in Markdown) or .csv (a row for each line).");

    [Fact]
    public void A_format_that_is_none_is_one_sentence() =>
        Should.Throw<ArgumentOutOfRangeException>(() => SampleReports.Orders.WriteTo(TextWriter.Null, (ReportFormat)99)).Message
            .ShouldStartWith("A report is written as Text, Json, Html, Markdown or Csv.");

    [Fact]
    public void Every_ending_has_its_chapter_in_the_page_on_file_formats()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "report-format.md"));

        foreach (var form in Formats.All)
            page.ShouldContain($", `{form.Ending}`\n", customMessage: form.Ending);
    }

    static string Root([System.Runtime.CompilerServices.CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", ".."));
}
