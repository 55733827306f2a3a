namespace MemoryProfiler.Settings;

/// <summary>
/// The options in force. Whoever sets options writes them here, so that what measures knows nothing of where they come
/// from. No field has an initializer: reading one must never test whether the class was initialized.
/// </summary>
static class CurrentSettings
{
    /// <summary>How a thread's allocated bytes should be read.</summary>
    public static AllocationClockKind Clock;

    /// <summary>When the memory of the process is read.</summary>
    public static WorkingSetMode WorkingSetMode;

    /// <summary>Which memory of the process is read.</summary>
    public static MemoryMetric Metric;

    /// <summary>What is done when the limit of the options or of a mark is crossed.</summary>
    public static ThresholdActions Actions;

    /// <summary>Whether a crossing waits for a debugger to attach.</summary>
    public static bool WaitForDebugger;

    /// <summary>Where the report of a crossing is written.</summary>
    public static string? ReportPath;

    /// <summary>How many methods are printed at most; null before the environment was read.</summary>
    public static int? PrintTop;

    /// <summary>The patterns of methods that are printed; null for all.</summary>
    public static string? PrintFilter;

    /// <summary>In which order methods are printed.</summary>
    public static MethodSort PrintSort;

    /// <summary>Which memory is read, or none if reading is off.</summary>
    public static MemoryMetric MetricInForce => WorkingSetMode == WorkingSetMode.Off ? MemoryMetric.None : Metric;

    /// <summary>Sentences on settings that were not understood, for the notes of a report; null before the environment was read.</summary>
    public static IReadOnlyList<string>? Faults;
}
