using MemoryProfiler.Collecting;
using MemoryProfiler.Ledger;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Telemetry;

/// <summary>What the profiler itself costs, read when somebody observes it.</summary>
static class OwnCost
{
    static readonly object _gate = new();
    static ProbeUse _use;
    static double _seconds;

    /// <summary>Native bytes of the counters.</summary>
    public static long ReadMemory() => LedgerRegistry.TotalSize();

    /// <summary>
    /// Seconds of all probes so far, as far as they were observed. What ran since the last time is added at the price of
    /// now. A sum of all at one price would fall when the price does.
    /// </summary>
    public static double ReadSeconds()
    {
        using var own = OwnWork.Begin();
        lock (_gate)
        {
            // Code that becomes optimised moves probes from one price to another.
            _seconds += Math.Max(0, Collector.CostSince(ref _use)) / 1e9;
            return _seconds;
        }
    }
}
