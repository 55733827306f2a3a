using MemoryProfiler.Timeline.Kept;

namespace MemoryProfiler.Tests.Timeline.Kept;

public sealed class SeriesBuilderTests
{
    [Fact]
    public void While_there_is_room_every_sample_is_kept()
    {
        var builder = new SeriesBuilder(100);
        var samples = Enumerable.Range(0, 98).Select(i => Sample(i, 7)).ToArray();
        foreach (var sample in samples)
            builder.Add(sample);

        builder.Stretch.ShouldBe(1);
        builder.ToArray().ShouldBe(samples);
    }

    [Fact]
    public void A_series_that_is_full_keeps_the_lowest_and_the_highest_of_each_stretch()
    {
        var builder = new SeriesBuilder(8);
        foreach (var (bytes, i) in new long[] { 5, 9, 1, 6, 4, 4, 4 }.Select((bytes, i) => (bytes, i)))
            builder.Add(Sample(i, bytes));

        builder.Stretch.ShouldBe(4);
        builder.ToArray().ShouldBe([Sample(0, 5), Sample(1, 9), Sample(2, 1), Sample(4, 4), Sample(6, 4)]);
    }

    [Fact]
    public void A_million_samples_take_the_room_of_a_thousand_and_keep_every_peak()
    {
        var random = new Random(3);
        var builder = new SeriesBuilder(1_000);
        List<MemorySample> peaks = [];
        for (var i = 0; i < 1_000_000; i++)
        {
            // Rare enough that no two are in one stretch.
            var isPeak = i % 50_000 == 25_000 + (i / 50_000 * 7);
            var sample = Sample(i, isPeak ? 1_000_000 + random.Next(1_000_000) : random.Next(1_000_000));
            builder.Add(sample);
            if (isPeak)
                peaks.Add(sample);
        }
        var kept = builder.ToArray();

        builder.Added.ShouldBe(1_000_000);
        kept.Length.ShouldBeLessThanOrEqualTo(1_003);
        kept.Length.ShouldBeGreaterThanOrEqualTo(500);
        kept.Select(sample => sample.Time).ShouldBeInOrder();
        peaks.Count.ShouldBe(20);
        kept.Where(sample => sample.Bytes >= 1_000_000).ShouldBe(peaks);
        kept[0].ShouldBe(Sample(0, kept[0].Bytes));
        kept[^1].Time.ShouldBe(Sample(999_999, 0).Time);
    }

    [Fact]
    public void A_series_without_a_sample_is_empty() => new SeriesBuilder(100).ToArray().ShouldBeEmpty();

    static MemorySample Sample(int millisecond, long bytes) => new(TimeSpan.FromMilliseconds(millisecond), bytes);
}
