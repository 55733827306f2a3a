namespace MemoryProfiler.Cases;

/// <summary>The metric changes while profiled methods run.</summary>
static class OtherMetric
{
    static byte[]? _kept;
    static byte[]? _more;

    [Profile]
    public static void Run()
    {
        _kept = new byte[32 * 1048576];
        MemoryProfilerSettings.Configure(Change);
        _more = new byte[16 * 1048576];
        _kept = null;
        GC.Collect();
    }

    static void Change(MemoryProfilerOptions options)
    {
        options.Metric = MemoryMetric.ManagedHeap;
        options.WorkingSetMode = WorkingSetMode.EveryLine;
    }
}
