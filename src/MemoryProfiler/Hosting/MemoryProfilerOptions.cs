namespace MemoryProfiler;

/// <summary>
/// How this process is profiled. Given to <see cref="MemoryProfilerSettings.Configure"/>; the starting values come from the
/// environment, as <c>MEMORYPROFILER_OPTIONS__Metric=Pss</c> for each property. Not safe for use by several threads at once.
/// </summary>
public sealed class MemoryProfilerOptions
{
    /// <summary>
    /// How a thread's allocated bytes are read; <see cref="AllocationClockKind.Direct"/> by default. Also
    /// <c>MEMORYPROFILER_CLOCK=gc</c>. May change at any time: <see cref="AllocationClockKind.Gc"/> counts at once,
    /// <see cref="AllocationClockKind.Direct"/> on the calling thread and on threads not profiled yet.
    /// </summary>
    public AllocationClockKind Clock { get; set; } = AllocationClockKind.Direct;

    /// <summary>When the memory of the process is read; <see cref="WorkingSetMode.Sampled"/> by default. May change at any time.</summary>
    public WorkingSetMode WorkingSetMode { get; set; } = WorkingSetMode.Sampled;

    /// <summary>
    /// Which memory of the process is read; <see cref="MemoryMetric.WorkingSet"/> by default. May change at any time: the
    /// columns <c>Mem usage</c> and <c>Increment</c> then begin anew, all other figures go on.
    /// </summary>
    public MemoryMetric Metric { get; set; } = MemoryMetric.WorkingSet;

    /// <summary>
    /// Whether the process runs under <see cref="System.Runtime.GCLatencyMode.Batch"/>, so that no background collection
    /// charges up to 8 KB that nobody allocated to a line; false by default, as it changes how the program pauses. May
    /// change at any time; switching on waits for a background collection that is running, with a blocking one. A mode
    /// other than the runtime's default that the program sets itself, before or later, stays in force: lines are marked then.
    /// </summary>
    public bool AvoidBackgroundCollections { get; set; }
}
