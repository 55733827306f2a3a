using System.Collections.Concurrent;
using MemoryProfiler.Assertions.Measuring;
using MemoryProfiler.Collecting;
using MemoryProfiler.Collecting.Types;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Methods;
using MemoryProfiler.Reports;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Assertions.Messages;

/// <summary>What one more call of a delegate that failed shows: the profiled lines that ran, and what other threads did. The types of lines are of more calls.</summary>
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
            using var types = before is null ? null : TypeWindow.Begin(LedgerChoice.ThisThread);
            flow.Run(static meter => ((SyncMeter)meter!).Call(), meter);
            var after = before is null ? null : Collector.Snapshot(LedgerChoice.ThisThread);
            flow.Close();
            if (types is not null)
                AllocationFlow.Uncounted.Run(_ => Sample(meter, flow.Bytes), meter);
            return new Explanation(before is null || after is null ? null : Collector.LinesBetween(before, after, types), flow.BytesElsewhere);
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
            using var types = before is null ? null : TypeWindow.Begin(LedgerChoice.Asserted);
            var flow = await meter.Call().ConfigureAwait(true);
            var after = before is null ? null : Collector.Snapshot(LedgerChoice.Asserted);
            if (types is not null)
                await Sample(meter, flow.Bytes).ConfigureAwait(true);
            return before is null || after is null ? Nothing : new Explanation(Collector.LinesBetween(before, after, types), 0);
        }
        catch (Exception e)
        {
            return WithoutCall(e);
        }
    }

    static void Sample(SyncMeter meter, long bytes)
    {
        var calls = new SampledCalls();
        try
        {
            for (calls.Add(bytes); calls.IsDue;)
                calls.Add(meter.Call());
        }
        catch (Exception e)
        {
            NotRepeated(e);
        }
    }

    static async Task Sample(AsyncMeter meter, long bytes)
    {
        var calls = new SampledCalls();
        try
        {
            for (calls.Add(bytes); calls.IsDue;)
                calls.Add((await meter.Call().ConfigureAwait(true)).Bytes);
        }
        catch (Exception e)
        {
            NotRepeated(e);
        }
    }

    static void NotRepeated(Exception e) => MemoryProfilerLog.Write("A failed memory assertion could not be repeated for the types of its lines.", e);

    // The failure to report is the limit's, whatever goes wrong when the delegate is called once more.
    static Explanation WithoutCall(Exception e)
    {
        MemoryProfilerLog.Write("A failed memory assertion could not be explained.", e);
        return Nothing;
    }
}
