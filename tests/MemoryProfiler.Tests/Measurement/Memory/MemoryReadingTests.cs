using MemoryProfiler.Measurement.Memory;

namespace MemoryProfiler.Tests.Measurement.Memory;

public sealed class MemoryReadingTests
{
    [Theory]
    [InlineData(0, MemoryMetric.WorkingSet)]
    [InlineData(1_125_899_906_842_624, MemoryMetric.None)]
    [InlineData(4_097, MemoryMetric.Uss)]
    public void A_reading_keeps_its_bytes_and_metric(long bytes, MemoryMetric metric)
    {
        var reading = new MemoryReading(bytes, metric);
        (reading.Bytes, reading.Metric).ShouldBe((bytes, metric));
    }

    [Fact]
    public void Readings_of_one_metric_differ_by_their_bytes() =>
        (new MemoryReading(100, MemoryMetric.Pss) - new MemoryReading(4_196, MemoryMetric.Pss)).ShouldBe(-4_096);

    [Fact]
    public void Readings_of_two_metrics_have_no_difference() =>
        (new MemoryReading(100_000_000, MemoryMetric.WorkingSet) - new MemoryReading(2_000_000, MemoryMetric.ManagedHeap)).ShouldBe(0);

    [Fact]
    public void A_reading_less_a_change_lies_that_change_before_it()
    {
        var reading = new MemoryReading(100, MemoryMetric.Pss);
        (reading - reading.Minus(-50)).ShouldBe(-50);
    }

    [Fact]
    public void A_reading_replaces_only_the_one_that_was_seen()
    {
        long published = 0;
        var first = MemoryReading.Read(ref published);
        new MemoryReading(100, MemoryMetric.Pss).TryReplace(ref published, first).ShouldBeTrue();
        new MemoryReading(200, MemoryMetric.Uss).TryReplace(ref published, first).ShouldBeFalse();

        MemoryReading.Read(ref published).ShouldBe(new MemoryReading(100, MemoryMetric.Pss));
    }
}
