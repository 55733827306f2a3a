using MemoryProfiler.Assertions.Baselines;
using MemoryProfiler.Assertions.Limits;
using MemoryProfiler.Assertions.Messages;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Hosting.Exit;
using MemoryProfiler.Hosting.Configuration;
using MemoryProfiler.Settings;
using MemoryProfiler.Timeline.SpanFiles;

namespace MemoryProfiler.Hosting.Variables;

/// <summary>
/// All environment variables of the profiler. One whose name or value is not understood leaves the default in force. A
/// sentence on it goes to the log and into the notes of reports.
/// </summary>
static class EnvironmentVariables
{
    /// <summary>What all of them begin with.</summary>
    public const string Prefix = "MEMORYPROFILER";

    /// <summary>What those begin with that set an option.</summary>
    public const string OptionPrefix = "MEMORYPROFILER_OPTIONS__";

    /// <summary>The short name of <see cref="OptionPrefix"/> and Clock; it counts where both are set.</summary>
    public const string Clock = "MEMORYPROFILER_CLOCK";

    /// <summary>Those that set no option.</summary>
    public static IReadOnlyList<KnownVariable> All { get; } =
    [
        new(ProfilerSwitch.Variable.Name, ProfilerSwitch.Variable.Fault),
        new(TypeSwitch.Variable.Name, TypeSwitch.Variable.Fault),
        new(ExitReport.Variable, ExitReport.Fault),
        new(MemoryProfilerLog.Variable, AnyPath),
        new(LimitPolicy.Variable.Name, LimitPolicy.Variable.Fault),
        new(BaselineFile.Variable.Name, BaselineFile.Variable.Fault),
        new(SavedReport.Variable, AnyPath),
        new(SpanFileWriter.Variable, AnyPath),
        new(ToolRunSwitch.Variable, AnyPath),
    ];

    /// <summary>A sentence on a variable whose name or value is not understood, or null.</summary>
    /// <param name="name">Its name, which sets no option.</param>
    /// <param name="value">Its value.</param>
    public static string? Fault(string name, string value) =>
        All.FirstOrDefault(known => string.Equals(known.Name, name, Comparison)) is { } variable
            ? variable.Fault(value)
            : $"The environment variable {name}={value} is not known and is ignored: did you mean {NearestName.Of(name, Names)}?";

    static IEnumerable<string> Names => [.. All.Select(known => known.Name), Clock, .. OptionText.All.Select(option => OptionPrefix + option.Option)];

    // As the platform tells variables apart: one of another case is another one on Linux.
    static StringComparison Comparison => OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    // Whether it can be written to shows when something is.
    static string? AnyPath(string value) => null;
}
