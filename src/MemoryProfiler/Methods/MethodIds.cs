namespace MemoryProfiler.Methods;

/// <summary>The process-wide ids that the methods of woven assemblies and the named scopes go by in the ledgers.</summary>
static class MethodIds
{
    /// <summary>The id the profiler uses to time its own probes; never in a report.</summary>
    public const int Calibration = 0;

    static int _next = Calibration + 1;

    /// <summary>Takes ids that nothing else has. Safe from any thread.</summary>
    /// <returns>The first of them; the others follow.</returns>
    public static int Take(int count) => Interlocked.Add(ref _next, count) - count;
}
