namespace MemoryProfiler.Probes;

/// <summary>Whether anything is recorded in this process: <c>MEMORYPROFILER=off</c> turns all probes into a test of a constant.</summary>
static class ProfilerSwitch
{
    public const string Variable = "MEMORYPROFILER";

    /// <summary>Read once at start-up, so that the JIT folds it.</summary>
    public static readonly bool IsOn = Parse(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Whether a value turns the profiler off; one that is not understood leaves it on, and <see cref="Fault"/> says so.</summary>
    internal static bool Parse(string? value) =>
        Normal(value) is not ("OFF" or "0" or "FALSE" or "NO");

    /// <summary>A sentence on a value that is not understood, or null.</summary>
    internal static string? Fault(string? value) =>
        Normal(value) is "" or "OFF" or "0" or "FALSE" or "NO" or "ON" or "1" or "TRUE" or "YES"
            ? null
            : $"The environment variable {Variable}={value} is not understood: allowed are off (or 0, false, no) and on (or 1, true, yes). The default is used, on.";

    static string Normal(string? value) => (value ?? "").Trim().ToUpperInvariant();
}
