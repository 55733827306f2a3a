using MemoryProfiler.Collecting;
using MemoryProfiler.Ledger;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Telemetry;

/// <summary>What the profiler itself costs, read when somebody observes it.</summary>
static class OwnCost
{
    static readonly object _gate = new();
    static long _probes;
    static double _seconds;

    /// <summary>Native bytes of the counters.</summary>
    public static long ReadMemory() => LedgerRegistry.TotalSize();

    /// <summary>
    /// Seconds of all probes so far, as far as they were observed: what ran since the last time, at the price of now. A sum
    /// of all at one price would fall when the price does.
    /// </summary>
    public static double ReadSeconds()
    {
        using var own = OwnWork.Begin();
        lock (_gate)
        {
            var probes = Collector.CountProbes();
            _seconds += (probes - _probes) * ProbeCost.Measure() / 1e9;
            _probes = probes;
            return _seconds;
        }
    }
}
