using System.Diagnostics;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Reports;
using MemoryProfiler.Thresholds;

namespace MemoryProfiler.Telemetry;

/// <summary>Tells those who listen of crossed limits.</summary>
static class CrossingTelemetry
{
    /// <summary>Tells of one.</summary>
    public static void Notify(ThresholdCrossing crossing)
    {
        if (!Listeners.IsWanted)
            return;
        ContainedFaults.Run(Listeners.Fault, static crossing =>
        {
            if (MeterInstruments.WantCrossings)
                MeterInstruments.AddCrossing(Tags(crossing));
        }, crossing);
        ContainedFaults.Run(Listeners.Fault, static crossing => ProfilerEventSource.Log.Crossed(Name(crossing.Condition.Kind), crossing), crossing);
        ContainedFaults.Run(Listeners.Fault, CallEvents.Crossed, crossing);
    }

    static TagList Tags(ThresholdCrossing crossing)
    {
        var tags = new TagList { { TelemetryNames.Condition, Name(crossing.Condition.Kind) } };
        if (crossing.FullName is { } fullName)
            tags.Add(TelemetryNames.Function, MethodNames.WithoutParameters(fullName));
        if (crossing.Method is { } method)
            tags.Add(TelemetryNames.Method, method);
        return tags;
    }

    static string Name(ThresholdKind kind) => kind switch
    {
        ThresholdKind.WorkingSet => "working_set",
        ThresholdKind.ManagedHeap => "managed_heap",
        ThresholdKind.Call => "call",
        ThresholdKind.LineVisit => "line_visit",
        ThresholdKind.ContainerShare => "container_share",
        ThresholdKind.FullCollectionsPerMinute => "full_collections_per_minute",
        _ => "growth_per_minute",
    };
}
