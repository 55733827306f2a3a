using System.Collections;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Hosting;

/// <summary>Reads the environment variables, chiefly those that set options: <c>MEMORYPROFILER_OPTIONS__</c> and the property's name, in any case.</summary>
static class OptionVariable
{
    public const string Prefix = "MEMORYPROFILER_OPTIONS__";

    /// <summary>The short name of <see cref="Prefix"/> and Clock; it counts where both are set.</summary>
    public const string Clock = "MEMORYPROFILER_CLOCK";

    /// <summary>The options that the variables ask for.</summary>
    /// <param name="variables">All variables of the process.</param>
    /// <param name="faults">A sentence for each that is not understood; its option keeps the default.</param>
    public static MemoryProfilerOptions Read(IDictionary variables, out IReadOnlyList<string> faults)
    {
        var options = new MemoryProfilerOptions();
        var found = new List<string>();
        var ours = variables.Cast<DictionaryEntry>()
            .Select(entry => (Name: (string)entry.Key, Value: (string?)entry.Value ?? ""))
            .Where(variable => variable.Name.StartsWith(ProfilerSwitch.Variable, StringComparison.OrdinalIgnoreCase))
            .OrderBy(variable => IsClock(variable.Name)).ThenBy(variable => variable.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in ours)
        {
            if ((OptionOf(name) is null ? KnownVariable.Fault(name, value) : Set(options, name, value)) is { } fault)
                found.Add(fault);
        }
        faults = found;
        return options;
    }

    static string? Set(MemoryProfilerOptions options, string name, string value)
    {
        if (OptionText.Find(OptionOf(name)!) is not { } option)
            return $"The environment variable {name}={value} names no option and is ignored: did you mean {OptionText.Nearest(OptionOf(name)!)}? There are {OptionText.Names}.";
        // Shells set variables to nothing to take them back.
        if (string.IsNullOrWhiteSpace(value) || option.TrySet(options, value.Trim()))
            return null;
        return $"The environment variable {name}={value} is not understood: {option.Allowed}. The default is used, {option.Default}.";
    }

    static string? OptionOf(string variable)
    {
        if (variable.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return variable[Prefix.Length..];
        return IsClock(variable) ? nameof(MemoryProfilerOptions.Clock) : null;
    }

    static bool IsClock(string variable) => string.Equals(variable, Clock, StringComparison.OrdinalIgnoreCase);
}
