using MemoryProfiler.Copies;
using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Settings;

/// <summary>Whether the types that lines allocate are asked for: <c>MEMORYPROFILER_TYPES=on</c>.</summary>
static class TypeSwitch
{
    /// <summary>The environment variable.</summary>
    public static readonly WordVariable Variable = new("MEMORYPROFILER_TYPES", "off", ["on", "1", "true", "yes"], ["off", "0", "false", "no"]);

    /// <summary>
    /// Read once at start-up, so that the JIT leaves out what is for types alone. A plug-in's own copy of the library does
    /// not tell types: it may be unloaded while the runtime samples.
    /// </summary>
    public static readonly bool IsOn = ProfilerSwitch.IsOn && !OwnContext.IsCollectible && Variable.Meaning(Variable.Value) == "on";
}
