using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes;
using MemoryProfiler.Probes.Lines;

namespace MemoryProfiler.Tests.Probes.Lines;

/// <summary>When lines take a reading for somebody who begins to watch them.</summary>
public sealed class LineWatchTests
{
    const int LinesOfABusyProgram = 5_000_000;
    const int PauseMilliseconds = 10;

    // The pause that many lines have made is fifty of these.
    const int MostPauses = 20;

    static readonly int _method = MethodIds.Take(1);

    [Fact]
    public void Who_begins_to_watch_lines_need_not_wait_for_the_end_of_a_pause_that_many_lines_have_made()
    {
        Probe.Exit(Probe.Enter(_method, 1));
        var pauses = 0;
        var isOver = false;
        var subscription = SamplerSubscription.TryBegin("pauses", () =>
        {
            Interlocked.Increment(ref pauses);
            return Volatile.Read(ref isOver) ? SamplerSubscription.Rest : PauseMilliseconds;
        });
        subscription.ShouldNotBeNull();
        var watcher = new Watcher();
        try
        {
            SampledMemory.Wake(1);
            for (var line = 0; line < LinesOfABusyProgram; line++)
                SampledMemory.Use(1);
            var tick = SlowPathTick.Current;
            var before = Volatile.Read(ref pauses);
            LineWatch.Add(watcher);
            SpinWait.SpinUntil(() => SlowPathTick.Current != tick || Volatile.Read(ref pauses) > before + MostPauses);

            SlowPathTick.Current.ShouldNotBe(tick);
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            LineWatch.Remove(watcher);
        }
    }

    sealed unsafe class Watcher : LineObserver
    {
        public override void LineEnded(Frame* frame, long visitBytes, long now, MemoryReading reading)
        {
        }
    }
}
