using System.Diagnostics;
using System.Diagnostics.Metrics;
using MemoryProfiler.Copies;

namespace MemoryProfiler.Telemetry;

/// <summary>The meter and its instruments.</summary>
static class MeterInstruments
{
    static readonly Meter _meter = OwnContext.Disposed(new Meter(TelemetryNames.Source, typeof(MeterInstruments).Assembly.GetName().Version?.ToString(3)));

    static readonly Counter<long> _calls = _meter.CreateCounter<long>(
        TelemetryNames.Calls, "{call}", "Calls of profiled methods that have ended.");

    static readonly Histogram<long> _allocated = CreateAllocated();

    static readonly Counter<long> _crossings = _meter.CreateCounter<long>(
        TelemetryNames.Crossings, "{crossing}", "Limits of memory rules that were exceeded.");

    static readonly ObservableUpDownCounter<long> _costMemory = _meter.CreateObservableUpDownCounter(
        TelemetryNames.CostMemory, OwnCost.ReadMemory, "By", "Native memory of the profiler's counters.");

    static readonly ObservableCounter<double> _costTime = _meter.CreateObservableCounter(
        TelemetryNames.CostTime, OwnCost.ReadSeconds, "s", "Estimated time of the profiler's probes.");

    /// <summary>Whether anyone measures calls.</summary>
    public static bool WantCalls => _calls.Enabled || _allocated.Enabled;

    /// <summary>Whether anyone measures crossings.</summary>
    public static bool WantCrossings => _crossings.Enabled;

    /// <summary>Counts a call.</summary>
    public static void AddCall((MethodLabel Label, long Bytes) call)
    {
        _calls.Add(1, call.Label.Tags);
        _allocated.Record(call.Bytes, call.Label.Tags);
    }

    /// <summary>Counts a crossing.</summary>
    public static void AddCrossing(in TagList tags) => _crossings.Add(1, tags);

    static Histogram<long> CreateAllocated()
    {
        const string Description = "Managed bytes that calls of profiled methods allocated, callees included.";
#if NET9_0_OR_GREATER
        // 64 B to 1 GiB, each four times the one before.
        var buckets = new InstrumentAdvice<long> { HistogramBucketBoundaries = [0, .. Enumerable.Range(3, 13).Select(power => 1L << (2 * power))] };
        return _meter.CreateHistogram(TelemetryNames.Allocated, "By", Description, tags: null, buckets);
#else
        return _meter.CreateHistogram<long>(TelemetryNames.Allocated, "By", Description);
#endif
    }
}
