using System.Collections;
using MemoryProfiler.Hosting.Configuration;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Hosting.Variables;

/// <summary>Reads the environment variables that set options: <see cref="EnvironmentVariables.OptionPrefix"/> and the property's name, in any case.</summary>
static class OptionVariable
{
    /// <summary>The options that the variables ask for.</summary>
    /// <param name="variables">All variables of the process.</param>
    /// <param name="faults">A sentence for each that is not understood; its option keeps the default.</param>
    public static MemoryProfilerOptions Read(IDictionary variables, out IReadOnlyList<string> faults)
    {
        var options = new MemoryProfilerOptions();
        var found = new List<string>();
        var ours = variables.Cast<DictionaryEntry>()
            .Select(entry => (Name: (string)entry.Key, Value: (string?)entry.Value ?? ""))
            .Where(variable => variable.Name.StartsWith(EnvironmentVariables.Prefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(variable => IsClock(variable.Name)).ThenBy(variable => variable.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in ours)
        {
            if ((OptionOf(name) is null ? EnvironmentVariables.Fault(name, value) : Set(options, name, value)) is { } fault)
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
        if (variable.StartsWith(EnvironmentVariables.OptionPrefix, StringComparison.OrdinalIgnoreCase))
            return variable[EnvironmentVariables.OptionPrefix.Length..];
        return IsClock(variable) ? nameof(MemoryProfilerOptions.Clock) : null;
    }

    static bool IsClock(string variable) => string.Equals(variable, EnvironmentVariables.Clock, StringComparison.OrdinalIgnoreCase);
}
