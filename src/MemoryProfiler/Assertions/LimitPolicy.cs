namespace MemoryProfiler.Assertions;

/// <summary>Whether a call over its limit may throw.</summary>
static class LimitPolicy
{
    /// <summary><c>report</c> leaves it at the line in the report.</summary>
    public const string Variable = "MEMORYPROFILER_MAXALLOCATION";

    const string Report = "report";
    const string Throw = "throw";

    /// <summary>Whether limits throw at all.</summary>
    public static bool Throws { get; set; } = !Is(Environment.GetEnvironmentVariable(Variable), Report);

    /// <summary>A sentence on a value of the variable that is not understood, or null.</summary>
    public static string? Fault(string value) =>
        Is(value, "") || Is(value, Report) || Is(value, Throw)
            ? null
            : $"The environment variable {Variable}={value} is not understood: allowed are {Report} and {Throw}. The default is used, {Throw}.";

    static bool Is(string? value, string word) => string.Equals(value?.Trim(), word, StringComparison.OrdinalIgnoreCase);
}
