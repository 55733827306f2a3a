using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Tests.Hosting.Variables;

public sealed class ClockOptionTests : IDisposable
{
    readonly AllocationClockKind _clock = CurrentSettings.Clock;

    public void Dispose() => MemoryProfilerSettings.Configure(options => options.Clock = _clock);

    [Fact]
    public void The_clock_may_change_inside_a_scope_and_the_report_says_which_one_runs()
    {
        MemoryReport.Reset();
        using (MemoryScope.Enter("clock changes"))
        {
            foreach (var clock in new[] { AllocationClockKind.Gc, AllocationClockKind.Direct, AllocationClockKind.Gc })
            {
                GC.KeepAlive(new byte[1_000]);
                MemoryProfilerSettings.Configure(options => options.Clock = clock);
                MemoryReport.Capture().Cost.Clock.ShouldBe(DirectClock.IsAvailable ? clock : AllocationClockKind.Gc);
                AllocationsWithin(clock);
            }
        }
        var report = MemoryReport.Capture();
        report.Methods.Single(method => method.Name == "inner Gc").AllocatedBytes.ShouldBe(2 * 2_024);
        report.Methods.Single(method => method.Name == "inner Direct").AllocatedBytes.ShouldBe(2_024);
    }

    static void AllocationsWithin(AllocationClockKind clock)
    {
        var name = clock == AllocationClockKind.Gc ? "inner Gc" : "inner Direct";
        using (MemoryScope.Enter(name))
            GC.KeepAlive(new byte[2_000]);
    }
}
