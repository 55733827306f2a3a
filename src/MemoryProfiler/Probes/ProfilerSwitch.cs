namespace MemoryProfiler.Probes;

/// <summary>Whether anything is recorded in this process: <c>MEMORYPROFILER=off</c> turns all probes into a test of a constant.</summary>
static class ProfilerSwitch
{
    public const string Variable = "MEMORYPROFILER";

    /// <summary>Read once at start-up, so that the JIT folds it.</summary>
    public static readonly bool IsOn = Parse(Environment.GetEnvironmentVariable(Variable));

    internal static bool Parse(string? value) =>
        value?.Trim().ToUpperInvariant() is not ("OFF" or "0" or "FALSE");
}
