using System.Globalization;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Reports.Formatters;

public sealed class CsvFormatterTests
{
    [Fact]
    public void A_report_of_two_methods() => Rows(SampleReports.Orders).ShouldBeApproved();

    [Fact]
    public void Fields_with_commas_quotes_and_spaces() => Rows(SampleReports.Signs).ShouldBeApproved();

    [Fact]
    public void Every_row_ends_as_the_standard_says_and_has_a_field_for_each_column()
    {
        var text = Write(SampleReports.Orders);

        text.ShouldEndWith("\r\n");
        text.Split("\r\n").Length.ShouldBe(1 + SampleReports.Orders.Methods.Sum(method => method.Lines.Count) + 1);
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n");
    }

    [Fact]
    public void Without_a_metric_there_are_no_readings_and_estimates_have_no_bound()
    {
        var rows = Write(SampleReports.Orders with { Metric = MemoryMetric.None, AreBytesEstimated = true }).Split("\r\n");

        // Too high by at most, first visit, later visits.
        rows[2].ShouldContain(",yes,,,,");
        rows[2].ShouldEndWith(",,,");
    }

    [Fact]
    public void Numbers_are_the_same_in_every_culture()
    {
        var here = CultureInfo.CurrentCulture;
        var method = SampleReports.Orders.Methods[0];
        var report = SampleReports.Orders with { Methods = [method with { Lines = [method.Lines[6] with { FirstVisitBytes = 10_000, LaterBytesPerVisit = 1234.25 }] }] };
        var expected = Write(report);
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = ",";
        other.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = other;
            Write(report).ShouldBe(expected);
            expected.ShouldContain(",10000,1234.25,");
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }

    // Approved files have the ends of lines that all files of the repository have.
    static string Rows(ProfileReport report) => Write(report).Replace("\r\n", "\n", StringComparison.Ordinal);

    static string Write(ProfileReport report)
    {
        using var writer = new StringWriter();
        report.WriteTo(writer, ReportFormat.Csv);
        return writer.ToString();
    }
}
