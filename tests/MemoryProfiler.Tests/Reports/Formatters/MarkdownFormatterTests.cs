using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Reports.Formatters;

public sealed class MarkdownFormatterTests
{
    [Fact]
    public void A_report_of_two_methods() => Write(SampleReports.Orders).ShouldBeApproved();

    [Fact]
    public void Names_source_and_notes_with_signs_of_markdown() => Write(SampleReports.Signs).ShouldBeApproved();

    [Fact]
    public void Types_stand_below_their_line() =>
        Write(SampleReports.Types).ShouldContain("|  |  |  | ~27.5 MiB |  | System.String (27.1 MiB to 27.5 MiB, 282 samples) |\n");

    [Fact]
    public void Lines_that_held_most_at_the_peak_are_a_table() =>
        Write(SampleReports.Peak).ShouldContain("""

            At the peak of ~330.2 MiB, after a full collection, these lines held:

            | Held | Line | Method |
            |---:|---|---|
            | ~101.3 MiB | Catalog.cs:41 | `Shop.Catalog.Load()` |
            | ~98.6 MiB | Import.cs:17 | `Shop.Import.Read<T>(Stream)` |
            | ~1.0 MiB | Shop.Vendor.Cache.Add(string) |  |
            | ~129.3 MiB | other lines |  |


            """.ReplaceLineEndings("\n"));

    [Fact]
    public void A_line_that_the_JIT_has_optimised_is_named_below_its_table()
    {
        var method = SampleReports.Orders.Methods[0];
        var line = method.Lines[6] with { AllocatedBytes = 560_000, FirstVisitBytes = 112, LaterBytesPerVisit = 0 };

        Write(SampleReports.Orders with { Methods = [method with { Lines = [line] }] })
            .ShouldContain("|\n\nLine 30: 112 B per visit at first, 0 B later.\n\n");
    }

    static string Write(ProfileReport report)
    {
        using var writer = new StringWriter();
        report.WriteTo(writer, ReportFormat.Markdown);
        return writer.ToString();
    }
}
