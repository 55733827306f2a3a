using System.Globalization;
using MemoryProfiler.Reports;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Reports.Formatters;

public sealed class TableFormatterTests
{
    [Fact]
    public void A_report_of_two_methods() => SampleReports.Orders.ToString().ShouldBeApproved();

    [Fact]
    public void A_report_without_methods() =>
        (SampleReports.Orders with
        {
            Methods = [],
            Notes = ["Nothing was recorded."],
            Cost = new ProfilerCost { ProbeCount = 0, NanosecondsPerProbe = 0, LedgerBytes = 0 },
        }).ToString().ShouldBeApproved();

    [Fact]
    public void The_table_is_the_same_in_every_culture()
    {
        var here = CultureInfo.CurrentCulture;
        var expected = SampleReports.Orders.ToString();
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = ",";
        other.NumberFormat.NumberGroupSeparator = ".";
        other.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = other;
            SampleReports.Orders.ToString().ShouldBe(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }
}
