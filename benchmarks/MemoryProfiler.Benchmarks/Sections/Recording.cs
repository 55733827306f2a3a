using MemoryProfiler.Benchmarks.Harness;
using MemoryProfiler.Benchmarks.Results;

namespace MemoryProfiler.Benchmarks.Sections;

/// <summary>What it costs a process to be recorded over time, and the recorder.</summary>
static class Recording
{
    const double MiB = 1 << 20;
    const int Samples = 1_000_000;
    const int SmokeSamples = 20_000;

    // A batch of a tenth of a second: many samples, and what beginning and ending a recording takes is outside of it.
    static readonly TimeSpan _batch = TimeSpan.FromMilliseconds(100);

    /// <summary>Measures and makes the table.</summary>
    public static ResultTable Measure(Effort effort)
    {
        using var child = new SpinningProcess();
        var once = child.Run(effort.IsSmoke ? 1 : 1_000) / (effort.IsSmoke ? 1 : 1_000);
        var times = effort.IsSmoke ? 1 : (int)(_batch.TotalNanoseconds / once) + 1;
        var rounds = Interleaved.Run(effort.IsSmoke ? 1 : effort.Rounds / 4, [() => child.Run(times), () => Recorded(child, 10, times), () => Recorded(child, 1, times)]);
        var samples = effort.IsSmoke ? SmokeSamples : Samples;
        var growth = Growth(samples);
        return new ResultTable(
            "Recording memory over time",
            $"A process that only computes (the sieve), in turns recorded by another one and not: what it takes in proportion. And by how much the working set of a process grows that records itself, over {samples:N0} samples of which 20,000 are kept.",
            ["what", "figure", "spread"],
            [
                Line("× a process recorded every 10 ms", Ratio.Of(rounds[1], rounds[0]), 1.01),
                Line("× a process recorded every 1 ms", Ratio.Of(rounds[2], rounds[0]), 1.02),
                new(["MiB that the recorder grows by", Invariant($"{growth:0.0}"), ""], growth, Goal.AtMost(20)),
            ]);
    }

    static Row Line(string what, Ratio ratio, double most) => new([what, Invariant($"{ratio.Value:0.000}"), ratio.Spread], ratio.Value, Goal.AtMost(most));

    static double Recorded(SpinningProcess child, int milliseconds, int times)
    {
        using var end = new CancellationTokenSource();
        var watching = MemoryMonitor.WatchAsync(child.Id, new MemoryMonitorOptions { Interval = TimeSpan.FromMilliseconds(milliseconds) }, end.Token);
        var took = child.Run(times);
        end.Cancel();
        watching.GetAwaiter().GetResult();
        return took;
    }

    static double Growth(int samples)
    {
        using var clock = new HurriedClock(samples);
        var recording = MemoryMonitor.Measure(clock.WaitForTheEnd, new MemoryMonitorOptions { TimeProvider = clock });
        return (recording.Peak!.Value.Bytes - recording.Baseline!.Value) / MiB;
    }

    /// <summary>A clock on which each pause between two samples is over at once.</summary>
    sealed class HurriedClock(int pauses) : TimeProvider, IDisposable
    {
        readonly ManualResetEventSlim _end = new();
        long _now;
        int _pauses;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _now);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (++_pauses > pauses)
            {
                _end.Set();
                return new Over();
            }
            Interlocked.Add(ref _now, dueTime.Ticks);
            callback(state);
            return new Over();
        }

        public void WaitForTheEnd() => _end.Wait();

        public void Dispose() => _end.Dispose();

        sealed class Over : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => false;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
