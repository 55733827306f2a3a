namespace MemoryProfiler.Assertions;

/// <summary>Whether a call over its limit may throw.</summary>
static class LimitPolicy
{
    /// <summary><c>report</c> leaves it at the line in the report.</summary>
    public const string Variable = "MEMORYPROFILER_MAXALLOCATION";

    /// <summary>Whether limits throw at all.</summary>
    public static bool Throws { get; set; } =
        !string.Equals(Environment.GetEnvironmentVariable(Variable)?.Trim(), "report", StringComparison.OrdinalIgnoreCase);
}
