using System.Collections.Concurrent;
using MemoryProfiler.Assertions.Measuring;
using MemoryProfiler.Collecting;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Methods;
using MemoryProfiler.Reports;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Assertions.Messages;

/// <summary>What one more call of a delegate that failed shows: the profiled lines that ran, and what other threads did.</summary>
/// <param name="Lines">The methods and lines of that call; null if nothing in this process is profiled.</param>
/// <param name="BytesElsewhere">What it allocated on other threads than the one that called it.</param>
sealed record Explanation(RecordedLines? Lines, long BytesElsewhere)
{
    static Explanation Nothing { get; } = new(null, 0);

    static bool HasProfiledCode => ProfilerSwitch.IsOn && (WovenAssemblies.All().Length > 0 || NamedScopes.All().Length > 0);

    /// <summary>Calls a synchronous delegate once more; only this thread's lines count, as other tests may be running.</summary>
    public static Explanation Of(SyncMeter meter)
    {
        try
        {
            var flow = new AllocationFlow(new ConcurrentDictionary<int, bool>());
            var before = HasProfiledCode ? Collector.Snapshot(LedgerChoice.ThisThread) : null;
            flow.Run(static meter => ((SyncMeter)meter!).Call(), meter);
            var lines = before is null ? null : Collector.LinesSince(before);
            flow.Close();
            return new Explanation(lines, flow.BytesElsewhere);
        }
        catch (Exception e)
        {
            return WithoutCall(e);
        }
    }

    /// <summary>Calls an async delegate once more; the lines are those of all threads that assertions run on.</summary>
    public static async Task<Explanation> Of(AsyncMeter meter)
    {
        try
        {
            var before = HasProfiledCode ? Collector.Snapshot(LedgerChoice.Asserted) : null;
            await meter.Call().ConfigureAwait(true);
            return before is null ? Nothing : new Explanation(Collector.LinesSince(before), 0);
        }
        catch (Exception e)
        {
            return WithoutCall(e);
        }
    }

    // The failure to report is the limit's, whatever goes wrong when the delegate is called once more.
    static Explanation WithoutCall(Exception e)
    {
        MemoryProfilerLog.Write("A failed memory assertion could not be explained.", e);
        return Nothing;
    }
}
