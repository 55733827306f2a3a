namespace MemoryProfiler.Telemetry;

/// <summary>The names that others know telemetry by; docs/telemetry.md lists them.</summary>
static class TelemetryNames
{
    /// <summary>Of the meter, the activity source, the diagnostic listener and the event source.</summary>
    public const string Source = "MemoryProfiler";

    public const string Calls = "memoryprofiler.method.calls";
    public const string Allocated = "memoryprofiler.method.allocated";
    public const string Crossings = "memoryprofiler.threshold.crossings";
    public const string CostMemory = "memoryprofiler.cost.memory";
    public const string CostTime = "memoryprofiler.cost.time";

    /// <summary>By OpenTelemetry's conventions.</summary>
    public const string Function = "code.function.name";
    public const string File = "code.file.path";
    public const string Line = "code.line.number";

    public const string Method = "memoryprofiler.method";
    public const string Condition = "memoryprofiler.condition";
    public const string AllocatedBytes = "memoryprofiler.allocated_bytes";
}
