using MemoryProfiler.Assertions;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Hosting;

/// <summary>The environment variables that are no options, and what is said of names that are like them.</summary>
static class KnownVariable
{
    static readonly string[] _names =
    [
        ProfilerSwitch.Variable, ExitReport.Variable, OptionVariable.Clock, MemoryProfilerLog.Variable,
        LimitPolicy.Variable, BaselineFile.Variable, SavedReport.Variable,
    ];

    /// <summary>A sentence on a variable whose name or value is not understood, or null.</summary>
    /// <param name="name">Its name, which sets no option.</param>
    /// <param name="value">Its value.</param>
    public static string? Fault(string name, string value)
    {
        if (!Array.Exists(_names, known => string.Equals(known, name, Comparison)))
            return $"The environment variable {name}={value} is not known and is ignored: did you mean {NearestName.Of(name, [.. _names, .. OptionText.All.Select(option => OptionVariable.Prefix + option.Option)])}?";
        return string.Equals(name, ProfilerSwitch.Variable, Comparison) ? ProfilerSwitch.Fault(value)
            : string.Equals(name, LimitPolicy.Variable, Comparison) ? LimitPolicy.Fault(value)
            : null;
    }

    // As the platform tells variables apart: one of another case is another one on Linux.
    static StringComparison Comparison => OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
