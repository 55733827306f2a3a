using System.Collections;

namespace MemoryProfiler.Hosting;

/// <summary>An environment variable that sets an option: <c>MEMORYPROFILER_OPTIONS__</c> and the property's name, in any case.</summary>
/// <param name="Option">The property's name.</param>
/// <param name="Allowed">The values it takes, as a sentence lists them.</param>
/// <param name="Default">The value it has unless it is set.</param>
/// <param name="TrySet">Sets it from a text; false if the text is no such value.</param>
sealed record OptionVariable(string Option, string Allowed, string Default, Func<MemoryProfilerOptions, string, bool> TrySet)
{
    public const string Prefix = "MEMORYPROFILER_OPTIONS__";

    /// <summary>The short name of <see cref="Prefix"/> and Clock; it counts where both are set.</summary>
    public const string Clock = "MEMORYPROFILER_CLOCK";

    static readonly OptionVariable[] _all =
    [
        OfEnum<AllocationClockKind>(nameof(MemoryProfilerOptions.Clock), (options, value) => options.Clock = value),
        OfEnum<WorkingSetMode>(nameof(MemoryProfilerOptions.WorkingSetMode), (options, value) => options.WorkingSetMode = value),
        OfEnum<MemoryMetric>(nameof(MemoryProfilerOptions.Metric), (options, value) => options.Metric = value),
        OfBoolean(nameof(MemoryProfilerOptions.AvoidBackgroundCollections), (options, value) => options.AvoidBackgroundCollections = value),
    ];

    /// <summary>The options that the variables ask for.</summary>
    /// <param name="variables">All variables of the process.</param>
    /// <param name="faults">A sentence for each that is not understood; its option keeps the default.</param>
    public static MemoryProfilerOptions Read(IDictionary variables, out IReadOnlyList<string> faults)
    {
        var options = new MemoryProfilerOptions();
        var found = new List<string>();
        var ours = variables.Cast<DictionaryEntry>()
            .Select(entry => (Name: (string)entry.Key, Value: (string?)entry.Value ?? ""))
            .Where(variable => OptionOf(variable.Name) is not null)
            .OrderBy(variable => IsClock(variable.Name)).ThenBy(variable => variable.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in ours)
        {
            if (Set(options, name, value) is { } fault)
                found.Add(fault);
        }
        faults = found;
        return options;
    }

    /// <summary>Names in a sentence: <c>a, b and c</c>.</summary>
    public static string Listed(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";

    static string? Set(MemoryProfilerOptions options, string name, string value)
    {
        var option = OptionOf(name)!;
        var variable = Array.Find(_all, known => string.Equals(known.Option, option, StringComparison.OrdinalIgnoreCase));
        if (variable is null)
            return $"The environment variable {name}={value} names no option and is ignored: there are {Listed([.. _all.Select(known => known.Option)])}.";
        // Shells set variables to nothing to take them back.
        if (string.IsNullOrWhiteSpace(value) || variable.TrySet(options, value.Trim()))
            return null;
        return $"The environment variable {name}={value} is not understood: allowed are {variable.Allowed}. The default is used, {variable.Default}.";
    }

    static string? OptionOf(string variable)
    {
        if (variable.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return variable[Prefix.Length..];
        return IsClock(variable) ? nameof(MemoryProfilerOptions.Clock) : null;
    }

    static bool IsClock(string variable) => string.Equals(variable, Clock, StringComparison.OrdinalIgnoreCase);

    static OptionVariable OfEnum<T>(string option, Action<MemoryProfilerOptions, T> set)
        where T : struct, Enum =>
        new(option, Listed(Enum.GetNames<T>()), default(T).ToString(), (options, text) =>
        {
            // Enum.TryParse takes numbers and lists too, which no one means.
            if (Array.Find(Enum.GetNames<T>(), name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) is not { } name)
                return false;
            set(options, Enum.Parse<T>(name));
            return true;
        });

    static OptionVariable OfBoolean(string option, Action<MemoryProfilerOptions, bool> set) =>
        new(option, "true and false", "false", (options, text) =>
        {
            if (!bool.TryParse(text, out var value))
                return false;
            set(options, value);
            return true;
        });
}
