using MemoryProfiler.Collecting;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Assertions.Messages;

/// <summary>What was recorded since a moment.</summary>
static class LineDifference
{
    /// <summary>A report of the methods whose lines ran or allocated since then.</summary>
    public static ProfileReport Since(LedgerSnapshot before)
    {
        var report = Collector.CaptureSince(before);
        var methods = report.Methods.Where(method => method.Lines.Any(line => line.Occurrences != 0 || line.SelfAllocatedBytes != 0));
        return report with { Methods = [.. methods], Notes = [] };
    }
}
