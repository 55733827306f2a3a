using MemoryProfiler.Tool.Plotting;
using static MemoryProfiler.Tool.Tests.Support.SampleRecordings;

namespace MemoryProfiler.Tool.Tests.Plotting;

public sealed class PlotRunTests
{
    [Fact]
    public void A_curve_is_broken_where_five_samples_are_missing() =>
        Gap(Enumerable.Range(0, 100).Select(i => Sample(i * 0.1, 1))).ShouldBe(TimeSpan.FromSeconds(0.5));

    [Fact]
    public void The_curve_of_a_recording_that_was_thinned_is_not_broken_between_all_its_samples() =>
        Gap(Enumerable.Range(0, 100).Select(i => Sample(i * 2, 1))).ShouldBe(TimeSpan.FromSeconds(10));

    [Fact]
    public void A_single_sample_has_no_gap_that_could_break_it() => Gap([Sample(0, 1)]).ShouldBe(TimeSpan.FromSeconds(0.5));

    static TimeSpan Gap(IEnumerable<MemorySample> samples) => new PlotRun("run", Of([.. samples])).Gap;
}
