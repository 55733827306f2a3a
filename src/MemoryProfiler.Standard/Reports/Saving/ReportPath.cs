namespace MemoryProfiler.Reports.Saving;

/// <summary>What the option begins from.</summary>
static class ReportPath
{
    public const string Default = "memory-report-{pid}.txt";
}
