using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Reports.Saving;

/// <summary>Where reports go that nobody asked for at that moment.</summary>
static class ReportPath
{
    /// <summary>Where a rule's report goes unless something else is said.</summary>
    public const string Default = "memory-report-{pid}.txt";

    /// <summary>The whole path that a report is written to now.</summary>
    public static string Resolve(string? path) => PathTemplate.Resolve(path ?? Default);
}
