using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Measurement.Collections;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes.Lines;

namespace MemoryProfiler.Probes;

/// <summary>
/// Starts what measures beside the probes, and makes the first real probe as cheap as all others. A part that a platform
/// does not have leaves the others as they are.
/// </summary>
static class ProfilerStart
{
    static readonly HashSet<string> _faults = [];

    /// <summary>Sentences on parts that did not start, for the report.</summary>
    public static string[] Faults
    {
        get
        {
            lock (_faults)
                return [.. _faults];
        }
    }

    /// <summary>Starts every part that is not started yet. May allocate: the caller takes that out.</summary>
    public static void Run()
    {
        // What is called here may be woven, as parts of the framework can be: it comes here too, and is no call of the program's.
        if (LedgerRegistry.IsAside)
            return;
        LedgerRegistry.IsAside = true;
        Run("clock", AllocationClock.Start);
        Run("lines", LineWatch.Start);
        Run("background collections", BackgroundCollections.Start);
        Run("readings of the process's memory", SampledMemory.Start);
        Run("scopes", NamedScopes.Prepare);
        // It measures calls, which are to be recorded for that.
        LedgerRegistry.IsAside = false;
        Run("cost", ProbeCost.Warm);
        LedgerRegistry.IsAside = true;
        // Last, as the parts before it ask for casts too.
        Run("casts", CastTable.Start);
        LedgerRegistry.IsAside = false;
    }

    /// <summary>Starts one part; what it throws is said in the report and the log.</summary>
    public static void Run(string part, Action start)
    {
        try
        {
            start();
        }
        catch (Exception e)
        {
            lock (_faults)
                _faults.Add($"A part of the profiler did not start on this platform ({part}: {e.Message}); what it measures is missing or not exact.");
            MemoryProfilerLog.Write($"A part of the profiler did not start: {part}.", e);
        }
    }
}
