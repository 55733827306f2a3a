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
            Cost = new ProfilerCost { ProbeCount = 0, NanosecondsPerProbe = 0, LedgerBytes = 0, Clock = AllocationClockKind.Gc },
        }).ToString().ShouldBeApproved();

    [Theory]
    [InlineData(MemoryMetric.PrivateBytes, "private bytes")]
    [InlineData(MemoryMetric.Pss, "PSS")]
    [InlineData(MemoryMetric.Uss, "USS")]
    [InlineData(MemoryMetric.ManagedHeap, "managed heap")]
    public void Another_metric_is_named_above_each_table_and_below_them_all(MemoryMetric metric, string words)
    {
        var expected = SampleReports.Orders.ToString()
            .Replace("+75.0 MiB working set\n", $"+75.0 MiB {words}\n", StringComparison.Ordinal)
            .Replace("\nProfiler:", $"\nMem usage and Increment: {words} of the process.\nProfiler:", StringComparison.Ordinal);

        (SampleReports.Orders with { Metric = metric }).ToString().ShouldBe(expected);
    }

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
