using MemoryProfiler.Hosting.Configuration;

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
    [NamedValue]
    public AllocationClockKind Clock { get; set; } = AllocationClockKind.Direct;

    /// <summary>When the memory of the process is read; <see cref="WorkingSetMode.Sampled"/> by default. May change at any time.</summary>
    [NamedValue]
    public WorkingSetMode WorkingSetMode { get; set; } = WorkingSetMode.Sampled;

    /// <summary>
    /// Which memory of the process is read; <see cref="MemoryMetric.WorkingSet"/> by default. May change at any time: the
    /// columns <c>Mem usage</c> and <c>Increment</c> then begin anew, all other figures go on.
    /// </summary>
    [NamedValue]
    public MemoryMetric Metric { get; set; } = MemoryMetric.WorkingSet;

    /// <summary>
    /// Whether the process runs under <see cref="System.Runtime.GCLatencyMode.Batch"/>; false by default, as that changes
    /// how the program pauses. Under it no background collection charges up to 8 KB that nobody allocated to a line. May
    /// change at any time; switching on waits for a background collection that is running, with a blocking one. A mode
    /// other than the runtime's default that the program sets itself, before or later, stays in force. Lines are marked
    /// then.
    /// </summary>
    public bool AvoidBackgroundCollections { get; set; }

    /// <summary>
    /// A limit for the working set of the process, as text such as <c>"100 MiB"</c>; null, the default, for none. The
    /// profiled line that takes the working set above it is named, once. May change at any time: another limit is watched
    /// for anew.
    /// </summary>
    [SizeText]
    public string? BreakAbove { get; set; }

    /// <summary>
    /// What is done when <see cref="BreakAbove"/> or that of a <see cref="ProfileAttribute"/> is crossed;
    /// <see cref="ThresholdActions.Break"/> by default. May change at any time.
    /// </summary>
    [NamedValue]
    public ThresholdActions Actions { get; set; } = ThresholdActions.Break;

    /// <summary>
    /// Whether a thread that crosses a limit with <see cref="ThresholdActions.Break"/> waits until a debugger is attached;
    /// false by default. May change at any time: a thread that waits goes on when it becomes false.
    /// </summary>
    public bool WaitForDebugger { get; set; }

    /// <summary>
    /// Where <see cref="ThresholdActions.SaveReport"/> writes, in the form that the ending names
    /// (<see cref="ReportFormat"/>). <c>{pid}</c> becomes the number of the process, <c>{time}</c> the local time.
    /// The default is <c>memory-report-{pid}.txt</c> in the folder the program was started in. May change at any time.
    /// </summary>
    [ReportName]
    public string ReportPath { get; set; } = Reports.Saving.ReportPath.Default;

    /// <summary>
    /// Where a report is written when memory is about to run out; null, the default, for none. The path is read as that
    /// of <see cref="ReportPath"/>. The file is taken away if memory comes back. May change at any time.
    /// </summary>
    [ReportName(IsOptional = true)]
    public string? LastReport { get; set; }

    /// <summary>
    /// The share of the container's or the heap's limit from which on <see cref="LastReport"/> is written. It is above
    /// 0.1 and at most 1; 0.9 by default. May change at any time.
    /// </summary>
    [Share]
    public double LastReportAt { get; set; } = 0.9;

    /// <summary>
    /// Whether those who listen to the meter, the activities and the events named <c>MemoryProfiler</c> are told; true by
    /// default. The current activity then also gets a tag with what profiled calls allocated. May change at any time, for
    /// calls that begin from then on.
    /// </summary>
    public bool Telemetry { get; set; } = true;

    /// <summary>
    /// How many methods <see cref="MemoryReport.Print()"/> and <c>MEMORYPROFILER_REPORT=-</c> print at most, the others being
    /// counted in one line; 25 by default. Saved reports have all of them. May change at any time.
    /// </summary>
    [Count]
    public int PrintTop { get; set; } = ReportPrintOptions.DefaultTop;

    /// <summary>
    /// Which methods they print, as patterns such as <c>MyApp.Services.*</c> (<see cref="ReportPrintOptions.Filter"/>);
    /// null, the default, for all. May change at any time.
    /// </summary>
    public string? PrintFilter { get; set; }

    /// <summary>In which order they print them; <see cref="MethodSort.AllocatedBytes"/> by default. May change at any time.</summary>
    [NamedValue]
    public MethodSort PrintSort { get; set; } = MethodSort.AllocatedBytes;

    /// <summary>Takes over another's values.</summary>
    internal void CopyFrom(MemoryProfilerOptions other)
    {
        Clock = other.Clock;
        WorkingSetMode = other.WorkingSetMode;
        Metric = other.Metric;
        AvoidBackgroundCollections = other.AvoidBackgroundCollections;
        BreakAbove = other.BreakAbove;
        Actions = other.Actions;
        WaitForDebugger = other.WaitForDebugger;
        ReportPath = other.ReportPath;
        LastReport = other.LastReport;
        LastReportAt = other.LastReportAt;
        Telemetry = other.Telemetry;
        PrintTop = other.PrintTop;
        PrintFilter = other.PrintFilter;
        PrintSort = other.PrintSort;
    }
}
