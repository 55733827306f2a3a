using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Settings;

/// <summary>Whether anything is recorded in this process: <c>MEMORYPROFILER=off</c> turns all probes into a test of a constant.</summary>
static class ProfilerSwitch
{
    /// <summary>The environment variable.</summary>
    public static readonly WordVariable Variable = new("MEMORYPROFILER", "on", ["off", "0", "false", "no"], ["on", "1", "true", "yes"]);

    /// <summary>Read once at start-up, so that the JIT folds it.</summary>
    public static readonly bool IsOn = Parse(Variable.Value);

    /// <summary>Whether a value leaves the profiler on, as one does that is not understood.</summary>
    internal static bool Parse(string? value) => Variable.Meaning(value) == "on";
}
