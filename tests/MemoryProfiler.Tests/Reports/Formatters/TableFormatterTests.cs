using System.Globalization;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Reports.Formatters;

public sealed class TableFormatterTests
{
    [Fact]
    public void A_report_of_two_methods() => SampleReports.Orders.ToString().ShouldBeApproved();

    [Fact]
    public void Three_types_stand_below_their_line() => SampleReports.Types.ToString().ShouldBeApproved();

    [Fact]
    public void Lines_that_held_most_at_the_peak_stand_below_the_tables() =>
        SampleReports.Peak.ToString().ShouldBe(SampleReports.Orders.ToString().Replace("\nNote:", """

            At the peak of ~330.2 MiB, after a full collection, these lines held:
              ~101.3 MiB  Catalog.cs:41   Shop.Catalog.Load()
               ~98.6 MiB  Import.cs:17   Shop.Import.Read<T>(Stream)
                ~1.0 MiB  Shop.Vendor.Cache.Add(string)
              ~129.3 MiB  other lines

            Note:
            """.ReplaceLineEndings("\n"), StringComparison.Ordinal));

    [Theory]
    [InlineData(AllocationPeakKind.CollectionEnd, "At the peak of ~330.2 MiB, after a collection, these lines held:")]
    [InlineData(AllocationPeakKind.CollectionStart, "At the peak of ~330.2 MiB, before a collection, garbage included, these lines held:")]
    public void A_peak_is_named_by_what_it_is_the_highest_of(AllocationPeakKind kind, string title) =>
        (SampleReports.Peak with { Peak = SampleReports.Peak.Peak! with { Kind = kind } }).ToString().ShouldContain($"\n{title}\n");

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

    [Theory]
    // 200,000 visits: 5,000 times 112 B and then nothing, 3 times 80 B and then 56 B.
    [InlineData(560_000, 112, 0.0, "\n\nLine 30: 112 B per visit at first, 0 B later.\n\n\n")]
    [InlineData(11_200_072, 80, 56.0, "\n\nLine 30: 80 B per visit at first, 56 B later.\n\n\n")]
    public void A_line_that_the_JIT_has_optimised_is_named_below_the_table(long bytes, long first, double later, string expected) =>
        WithVisits(bytes, first, later).ShouldContain(expected);

    [Theory]
    // The first visit alone, as a delegate is cached; growing lists; nothing changed; more than at first; not known.
    [InlineData(64, 64L, 0.0)]
    [InlineData(4_194_472, 56L, 0.0)]
    [InlineData(4_194_472, 56L, 12.5)]
    [InlineData(22_400_000, 112L, 112.0)]
    [InlineData(22_399_920, 32L, 112.0)]
    [InlineData(560_000, null, null)]
    public void A_line_that_the_JIT_has_not_optimised_is_not_named_below_the_table(long bytes, long? first, double? later) =>
        WithVisits(bytes, first, later).ShouldNotContain("per visit");

    static string WithVisits(long bytes, long? first, double? later)
    {
        var method = SampleReports.Orders.Methods[0];
        var lines = method.Lines.Select(line => line.LineNumber == 30
            ? line with { AllocatedBytes = bytes, FirstVisitBytes = first, LaterBytesPerVisit = later } : line);
        return (SampleReports.Orders with { Methods = [method with { Lines = [.. lines] }] }).ToString();
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
