namespace MemoryProfiler.TestSupport;

/// <summary>What holds of every report of calls that have ended, whatever ran.</summary>
public static class PossibleFigures
{
    /// <summary>A text for every figure that cannot be.</summary>
    /// <param name="report">The report.</param>
    /// <param name="wasReset">Whether a line may have been running at a reset: what it allocates after it belongs to no visit of after it.</param>
    public static IReadOnlyList<string> Violations(ProfileReport report, bool wasReset = false) =>
        [.. report.Methods.SelectMany(method => OfMethod(method, wasReset).Select(violation => $"{method.FullName}: {violation}"))];

    static IEnumerable<string> OfMethod(MethodProfile method, bool wasReset)
    {
        if (method.SelfAllocatedBytes < 0)
            yield return $"self {method.SelfAllocatedBytes} B are negative";
        if (method.SelfAllocatedBytes > method.AllocatedBytes)
            yield return $"self {method.SelfAllocatedBytes} B are more than all {method.AllocatedBytes} B";
        if (method.MinAllocatedBytes > method.MaxAllocatedBytes)
            yield return $"the fewest bytes of a call, {method.MinAllocatedBytes} B, are more than the most, {method.MaxAllocatedBytes} B";
        if (method.MaxAllocatedBytes > method.AllocatedBytes)
            yield return $"one call has {method.MaxAllocatedBytes} B, all have {method.AllocatedBytes} B";
        if (method.Lines.Sum(line => line.SelfAllocatedBytes) != method.SelfAllocatedBytes)
            yield return "the lines' self bytes are not the method's";
        foreach (var line in method.Lines)
        {
            if (line.SelfAllocatedBytes < 0)
                yield return $"line {line.LineNumber} has self {line.SelfAllocatedBytes} B";
            if (line.SelfAllocatedBytes > line.AllocatedBytes)
                yield return $"line {line.LineNumber} has self {line.SelfAllocatedBytes} B of {line.AllocatedBytes} B";
            if (line.AllocatedBytes > method.AllocatedBytes)
                yield return $"line {line.LineNumber} has {line.AllocatedBytes} B of {method.AllocatedBytes} B";
            if (!wasReset && line is { Occurrences: <= 0, AllocatedBytes: not 0 })
                yield return $"line {line.LineNumber} never ran and has {line.AllocatedBytes} B";
        }
    }
}
