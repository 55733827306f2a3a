namespace MemoryProfiler.Torture.Work;

/// <summary>Looks for what no report may say: a figure below zero, a call above its method's sum, bytes on a line that nobody reached.</summary>
static class ReportAudit
{
    /// <summary>A sentence on each such figure of a report.</summary>
    public static IEnumerable<string> Faults(ProfileReport report) => report.Methods.SelectMany(Faults);

    static IEnumerable<string> Faults(MethodProfile method)
    {
        if (method.Calls < 0 || method.AllocatedBytes < 0 || method.SelfAllocatedBytes < 0 || method.MinAllocatedBytes < 0 || method.OutsideCallsBytes < 0)
            yield return $"negative: {method.FullName}: {method.Calls} calls, {method.AllocatedBytes} B, self {method.SelfAllocatedBytes}, fewest {method.MinAllocatedBytes}, in no call {method.OutsideCallsBytes}";
        if (method.MaxAllocatedBytes > method.AllocatedBytes || method.MinAllocatedBytes > method.MaxAllocatedBytes)
            yield return $"call above the sum: {method.FullName}: {method.MinAllocatedBytes} to {method.MaxAllocatedBytes} B a call, {method.AllocatedBytes} in all";
        foreach (var line in method.Lines)
        {
            if (line.Occurrences < 0 || line.AllocatedBytes < 0 || line.SelfAllocatedBytes < 0)
                yield return $"negative: {method.FullName}, line {line.LineNumber}: {line.Occurrences} occurrences, {line.AllocatedBytes} B, self {line.SelfAllocatedBytes}";
            if (line.Occurrences == 0 && (line.AllocatedBytes != 0 || line.SelfAllocatedBytes != 0))
                yield return $"bytes without an occurrence: {method.FullName}, line {line.LineNumber}: {line.AllocatedBytes} B, self {line.SelfAllocatedBytes}";
        }
    }
}
