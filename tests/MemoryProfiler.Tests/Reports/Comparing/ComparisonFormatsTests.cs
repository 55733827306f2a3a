using System.Text.RegularExpressions;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Reports.Comparing;

public sealed partial class ComparisonFormatsTests
{
    [Fact]
    public void A_comparison_as_text() => Edited().ToString().ShouldBeApproved();

    [Fact]
    public void A_comparison_as_Markdown() => Write(Edited(), ReportFormat.Markdown).ShouldBeApproved();

    [Fact]
    public void The_data_of_a_comparison_as_a_page() => Data().Match(Write(Edited(), ReportFormat.Html)).Value.ShouldBeApproved();

    [Fact]
    public void A_comparison_without_a_change_is_one_line() =>
        SampleReports.Orders.CompareTo(SampleReports.Orders).ToString().ShouldBe("Allocated 118.3 MiB. No line of 2 methods allocates more or less.\n");

    [Fact]
    public void A_share_that_rounds_to_nothing_is_not_shown()
    {
        var (before, after) = (ComparedReports.Method("Shop.Cart.Fill()", 1, ("Load();", 1, 1_000_000)), ComparedReports.Method("Shop.Cart.Fill()", 1, ("Load();", 1, 999_616)));

        (ComparedReports.Before with { Methods = [before] }).CompareTo(ComparedReports.Before with { Methods = [after] }).ToString()
            .ShouldStartWith("Allocated 976.6 KiB -> 976.2 KiB (-384 B). 1 line of 1 method changed.\n");
    }

    [Fact]
    public void A_page_of_a_comparison_loads_nothing_and_no_text_ends_its_data()
    {
        var method = ComparedReports.Method("</script><img src=x>", 1, ("</script><img src=x onerror=alert(1)>", 1, 32));

        var page = Write((ComparedReports.Before with { Methods = [] }).CompareTo(ComparedReports.Before with { Methods = [method] }), ReportFormat.Html);

        page.ShouldNotContain("<img");
        page.ShouldNotContain("http:");
        page.ShouldNotContain("https:");
        page.ShouldContain("default-src 'none'");
    }

    [Theory]
    [InlineData(".txt", "Allocated 95.0 KiB -> 180.9 KiB")]
    [InlineData(".md", "## Memory: what changed")]
    [InlineData(".html", "<!doctype html>")]
    public void A_comparison_is_saved_in_the_form_that_the_ending_names(string ending, string start)
    {
        var folder = Directory.CreateTempSubdirectory("MemoryProfiler.").FullName;
        var path = Path.Combine(folder, "diff" + ending);

        Edited().Save(path);

        File.ReadAllText(path).ShouldStartWith(start);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_comparison_saved_with_another_ending_is_refused() =>
        Should.Throw<ArgumentException>(() => Edited().Save("diff.pdf")).Message.ShouldStartWith(
            "A comparison cannot be saved as \"diff.pdf\": it is written to a path that ends in .txt (tables), .md (tables in Markdown) or .html (a page).");

    [Fact]
    public void A_comparison_written_in_another_form_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Edited().WriteTo(TextWriter.Null, ReportFormat.Json)).Message.ShouldStartWith(
            "A comparison is written as Text, Markdown or Html.");

    [Fact]
    public void A_comparison_that_cannot_be_written_is_one_sentence() =>
        Should.Throw<IOException>(() => Edited().Save("/proc/none/diff.txt")).Message.ShouldStartWith("The comparison cannot be written to \"/proc/none/diff.txt\": ");

    static ReportComparison Edited() => ComparedReports.Before.CompareTo(ComparedReports.After);

    static string Write(ReportComparison comparison, ReportFormat format)
    {
        using var writer = new StringWriter();
        comparison.WriteTo(writer, format);
        return writer.ToString();
    }

    [GeneratedRegex("(?<=<script id=data type=\"application/json\">).*(?=</script>)")]
    private static partial Regex Data();
}
