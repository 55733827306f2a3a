using MemoryProfiler.Tool.Plotting;
using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Plotting;

public sealed class TrendTests
{
    const long MiB = 1 << 20;

    [Fact]
    public void A_steady_leak_grows_and_the_verdict_says_by_how_much()
    {
        var trend = Of(i => 100 * MiB + i * MiB);

        (trend.Kind, trend.Verdict).ShouldBe((TrendKind.Growing, "Growing: +10.00 MiB/s"));
        trend.Reason.ShouldBe("From 5.00 s to 19 s the low points rise by 143.0 MiB, steadily (100 % of pairs).");
        trend.Line.ShouldBe((SampleRecordings.Sample(5, 150 * MiB), SampleRecordings.Sample(19.3, 293 * MiB)));
    }

    [Fact]
    public void Collections_that_did_not_help_are_counted()
    {
        RecordedCollection[] collections = [Full(2), Full(8), Full(9), new(TimeSpan.FromSeconds(10), 0, null, 7)];

        Of(i => 100 * MiB + i * MiB, collections).Reason.ShouldEndWith(", and 2 full collections did not bring them down.");
    }

    [Fact]
    public void Garbage_above_a_level_floor_is_steady()
    {
        var trend = Of(i => 100 * MiB + i % 6 * 20 * MiB);

        (trend.Kind, trend.Verdict, trend.Reason).ShouldBe((TrendKind.Steady, "Steady", "From 5.40 s to 20 s the low points stay between 100.0 MiB and 100.0 MiB."));
    }

    [Fact]
    public void A_program_that_fills_up_and_then_stays_is_steady() =>
        Of(i => 100 * MiB + Math.Min(i, 120) * MiB).Kind.ShouldBe(TrendKind.Steady);

    [Fact]
    public void A_single_peak_is_no_growth() => Of(i => i == 180 ? 900 * MiB : 100 * MiB).Kind.ShouldBe(TrendKind.Steady);

    [Fact]
    public void Memory_that_comes_back_shrinks()
    {
        var trend = Of(i => 400 * MiB - i * MiB);

        (trend.Kind, trend.Verdict).ShouldBe((TrendKind.Shrinking, "Shrinking: -10.00 MiB/s"));
        trend.Reason.ShouldBe("From 5.70 s to 20 s the low points fall by 143.0 MiB, steadily (100 % of pairs).");
    }

    [Fact]
    public void A_rise_of_less_than_2_percent_is_none() => Of(i => 1000 * MiB + i * MiB / 20).Kind.ShouldBe(TrendKind.Steady);

    [Fact]
    public void Few_samples_are_too_short_to_say()
    {
        var trend = Trend.Of([.. Enumerable.Range(0, 39).Select(i => SampleRecordings.Sample(i, i))], []);

        (trend.Kind, trend.Verdict, trend.Reason, trend.Line).ShouldBe((TrendKind.TooShort, "Too short to say", "There are 39 samples; a verdict needs at least 40.", null));
    }

    [Fact]
    public void Samples_that_are_missing_in_most_of_the_time_are_too_short_to_say()
    {
        MemorySample[] samples = [.. Enumerable.Range(0, 50).Select(i => SampleRecordings.Sample(i * 0.01, MiB)), SampleRecordings.Sample(100, MiB)];

        Trend.Of(samples, []).Reason.ShouldBe("Samples are missing in 19 of 20 parts of the time; a verdict needs 15 with some.");
    }

    static RecordedCollection Full(double seconds) => new(TimeSpan.FromSeconds(seconds), 2, null, 7);

    static Trend Of(Func<int, long> level, params RecordedCollection[] collections) =>
        Trend.Of([.. Enumerable.Range(0, 201).Select(i => SampleRecordings.Sample(i * 0.1, level(i)))], collections);
}
