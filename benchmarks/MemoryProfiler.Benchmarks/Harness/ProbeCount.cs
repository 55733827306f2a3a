namespace MemoryProfiler.Benchmarks.Harness;

/// <summary>Counts the probes that a work runs, by the profiler's own report.</summary>
static class ProbeCount
{
    /// <summary>The probes of one run.</summary>
    public static long Of(Action work)
    {
        work();
        var start = Now();
        var idle = Now() - start;
        start = Now();
        work();
        return Now() - start - idle;
    }

    static long Now() => MemoryReport.Capture().Cost.ProbeCount;
}
