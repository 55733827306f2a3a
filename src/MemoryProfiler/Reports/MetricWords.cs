namespace MemoryProfiler.Reports;

/// <summary>What reports call the metrics.</summary>
static class MetricWords
{
    public static string Words(this MemoryMetric metric) => metric switch
    {
        MemoryMetric.WorkingSet => "working set",
        MemoryMetric.PrivateBytes => "private bytes",
        MemoryMetric.Pss => "PSS",
        MemoryMetric.Uss => "USS",
        MemoryMetric.ManagedHeap => "managed heap",
        MemoryMetric.Committed => "committed heap",
        _ => "memory",
    };
}
