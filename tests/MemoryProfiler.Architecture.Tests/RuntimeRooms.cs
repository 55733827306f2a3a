namespace MemoryProfiler.Architecture.Tests;

/// <summary>The rooms of <c>src/MemoryProfiler</c>: woven probe, ledger, collector, report, formatter.</summary>
static class RuntimeRooms
{
    public static Rooms InOrder { get; } = new(
        ("words", ["AllocationClockKind", "ByteSize", "MaxAllocationAttribute", "MemoryMetric", "MemorySize", "MethodSort", "NoProfileAttribute",
            "ProfileAttribute", "ReportFormat", "ThresholdActions", "WorkingSetMode"]),
        ("Diagnostics", []),
        ("Settings", []),
        ("Measurement/Clock", []),
        ("Measurement/Collections", []),
        ("Measurement/Memory", []),
        ("Ledger/Counters", []),
        ("Ledger/States", []),
        ("Ledger", []),
        ("Ledger/Notices", []),
        ("Watching", []),
        ("Methods/Maps", []),
        ("Methods", []),
        ("Probes/Lines", []),
        ("Probes/Activations", []),
        ("Probes/Machines", []),
        ("Probes", []),
        ("Reports/Presentation", []),
        ("Reports", ["LineComparison", "LineProfile", "MethodComparison", "MethodProfile", "ProfiledCall", "ProfilerCost", "ProfileReport",
            "ReportComparison", "ReportPrintOptions"]),
        ("Collecting", []),
        ("Assertions/Measuring", ["AllocationMeasurement", "MemoryAssertException", "MemoryWindow", "WindowPause"]),
        ("Assertions/Messages", []),
        ("Assertions/Lifetime", ["GrowthMeasurement", "PeakMeasurement"]),
        ("Assertions/Baselines", []),
        ("Assertions/Limits", ["AllocationLimitExceededException"]),
        ("Assertions", []),
        ("Thresholds", ["MemoryThreshold", "MemoryThresholdException", "ThresholdCondition", "ThresholdCrossing"]),
        ("Telemetry", []),
        ("Timeline", ["MemoryMeasurement", "MemoryMonitorOptions", "MemoryRecording", "MemorySample", "MemorySeries", "RecordedCollection", "RecordedSpan"]),
        ("Hosting/Exit", []),
        ("Hosting/Configuration", ["MemoryProfilerOptions", "MemoryProfilerSettings"]),
        ("Hosting/Variables", []),
        ("Hosting", []),
        ("doors", ["MemoryAssert", "MemoryAssert.Async", "MemoryAssert.Baseline", "MemoryAssert.Lifetime", "MemoryAssert.Process", "MemoryMonitor",
            "MemoryReport", "MemoryScope", "MemoryThresholds"]));
}
