using MemoryProfiler.Tool.Plotting;
using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Plotting;

public sealed class ThinningTests
{
    [Fact]
    public void Of_each_column_the_first_lowest_highest_and_last_are_kept()
    {
        var samples = Samples(5, 1, 9, 4, 6, 2, 8, 3, 7, 7);

        Thinning.To(samples, 1).Select(sample => sample.Bytes).ShouldBe([5, 1, 9, 7, 7]);
    }

    [Fact]
    public void No_peak_of_100_000_samples_is_lost()
    {
        var samples = Samples([.. Enumerable.Range(0, 100_000).Select(i => i == 77_777 ? 1_000_000L : i == 22_222 ? -5L : i % 100)]);

        var thinned = Thinning.To(samples, 1_000);

        thinned.Count.ShouldBeLessThanOrEqualTo(4_001);
        thinned.ShouldContain(samples[77_777]);
        thinned.ShouldContain(samples[22_222]);
        (thinned[0], thinned[^1]).ShouldBe((samples[0], samples[^1]));
    }

    [Fact]
    public void Few_samples_are_not_thinned_out()
    {
        var samples = Samples(5, 1, 9, 4);

        Thinning.To(samples, 1).ShouldBeSameAs(samples);
    }

    static IReadOnlyList<MemorySample> Samples(params long[] bytes) => [.. bytes.Select((value, i) => SampleRecordings.Sample(i, value))];
}
