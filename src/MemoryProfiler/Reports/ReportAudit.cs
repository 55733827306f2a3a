using System.Diagnostics;

namespace MemoryProfiler.Reports;

/// <summary>Looks for what no report may say: a figure below zero, a call above its method's sum, bytes on a line that nobody reached.</summary>
static class ReportAudit
{
    /// <summary>Ends a program under test whose report is such a one. Only builds of the library for debugging look.</summary>
    /// <param name="report">The report.</param>
    /// <param name="isAfterReset">Whether counting has begun anew since the process began.</param>
    [Conditional("DEBUG")]
    public static void Check(ProfileReport report, bool isAfterReset)
    {
        var faults = Faults(report, isAfterReset).ToList();
        Debug.Assert(faults.Count == 0, string.Join("\n", faults));
    }

    /// <summary>A sentence on each such figure of a report.</summary>
    public static IEnumerable<string> Faults(ProfileReport report, bool isAfterReset = false) => report.Methods.SelectMany(method => Faults(method, isAfterReset));

    static IEnumerable<string> Faults(MethodProfile method, bool isAfterReset)
    {
        if (method.Calls < 0 || method.AllocatedBytes < 0 || method.SelfAllocatedBytes < 0 || method.MinAllocatedBytes < 0 || method.OutsideCallsBytes < 0)
            yield return $"negative: {method.FullName}: {method.Calls} calls, {method.AllocatedBytes} B, self {method.SelfAllocatedBytes}, fewest {method.MinAllocatedBytes}, in no call {method.OutsideCallsBytes}";
        if (method.MaxAllocatedBytes > method.AllocatedBytes || method.MinAllocatedBytes > method.MaxAllocatedBytes)
            yield return $"call above the sum: {method.FullName}: {method.MinAllocatedBytes} to {method.MaxAllocatedBytes} B a call, {method.AllocatedBytes} in all";
        foreach (var line in method.Lines)
        {
            if (line.Occurrences < 0 || line.AllocatedBytes < 0 || line.SelfAllocatedBytes < 0)
                yield return $"negative: {method.FullName}, line {line.LineNumber}: {line.Occurrences} occurrences, {line.AllocatedBytes} B, self {line.SelfAllocatedBytes}";
            // What was running at a reset has been reached before it.
            if (line.Occurrences == 0 && !isAfterReset && (line.AllocatedBytes != 0 || line.SelfAllocatedBytes != 0))
                yield return $"bytes without an occurrence: {method.FullName}, line {line.LineNumber}: {line.AllocatedBytes} B, self {line.SelfAllocatedBytes}";
        }
    }
}
