using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Timeline.Recording;

/// <summary>Which metrics of a process are recorded.</summary>
static class RecordedMetrics
{
    /// <summary>A track for each metric that is asked for and can be read. It is one of the working set if there is none.</summary>
    /// <param name="process">The process.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="notes">Takes a sentence on each that cannot be read.</param>
    public static MetricTrack[] Choose(RecordedProcess process, MemoryMonitorOptions options, List<string> notes)
    {
        List<MemoryMetric> chosen = [];
        foreach (var metric in options.Metrics.Where(metric => metric != MemoryMetric.None).Distinct())
        {
            // No collection has committed anything yet where there was none.
            if (process.Read(metric) != ProcessMemory.Unknown || (process.IsOwn && metric == MemoryMetric.Committed))
                chosen.Add(metric);
            else
                notes.Add(Refusal(process, metric));
        }
        if (chosen.Count == 0)
            chosen.Add(MemoryMetric.WorkingSet);
        return [.. chosen.Select(metric => new MetricTrack(metric, options.IncludeChildren && !IsOfRuntime(metric), options.MaxSamples))];
    }

    static bool IsOfRuntime(MemoryMetric metric) => metric is MemoryMetric.ManagedHeap or MemoryMetric.Committed;

    static string Refusal(RecordedProcess process, MemoryMetric metric) =>
        IsOfRuntime(metric)
            ? FormattableString.Invariant($"The {metric.Words()} of process {process.Id} is not recorded: only the runtime inside of it knows it.")
            : FormattableString.Invariant($"The {metric.Words()} of process {process.Id} is not recorded: the operating system does not tell it, or not to this user.");
}
