namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>What holds of every report of calls that have ended, whatever ran.</summary>
static class PossibleFigures
{
    /// <summary>A text for every figure that cannot be.</summary>
    public static IReadOnlyList<string> Violations(ProfileReport report) =>
    [
        .. report.Methods.SelectMany(method => OfMethod(method).Where(rule => !rule.Holds).Select(rule => $"{method.FullName}: {rule.Says}")),
    ];

    static IEnumerable<(bool Holds, string Says)> OfMethod(MethodProfile method)
    {
        yield return (method.SelfAllocatedBytes >= 0, $"self {method.SelfAllocatedBytes} B are negative");
        yield return (method.SelfAllocatedBytes <= method.AllocatedBytes, $"self {method.SelfAllocatedBytes} B are more than all {method.AllocatedBytes} B");
        yield return (method.MinAllocatedBytes <= method.MaxAllocatedBytes, $"the fewest bytes of a call, {method.MinAllocatedBytes} B, are more than the most, {method.MaxAllocatedBytes} B");
        yield return (method.MaxAllocatedBytes <= method.AllocatedBytes, $"one call has {method.MaxAllocatedBytes} B, all have {method.AllocatedBytes} B");
        yield return (method.Lines.Sum(line => line.SelfAllocatedBytes) == method.SelfAllocatedBytes, "the lines' self bytes are not the method's");
        foreach (var line in method.Lines)
        {
            yield return (line.SelfAllocatedBytes >= 0, $"line {line.LineNumber} has self {line.SelfAllocatedBytes} B");
            yield return (line.SelfAllocatedBytes <= line.AllocatedBytes, $"line {line.LineNumber} has self {line.SelfAllocatedBytes} B of {line.AllocatedBytes} B");
            yield return (line.AllocatedBytes <= method.AllocatedBytes, $"line {line.LineNumber} has {line.AllocatedBytes} B of {method.AllocatedBytes} B");
            yield return (line.Occurrences > 0 || line.AllocatedBytes == 0, $"line {line.LineNumber} never ran and has {line.AllocatedBytes} B");
        }
    }
}
