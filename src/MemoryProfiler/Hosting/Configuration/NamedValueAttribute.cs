namespace MemoryProfiler.Hosting.Configuration;

/// <summary>An enum's value that has a name, or of flags a combination of those.</summary>
sealed class NamedValueAttribute : OptionRuleAttribute
{
    protected override string? Allowed(object? value) => value switch
    {
        AllocationClockKind kind => Allowed(kind),
        WorkingSetMode mode => Allowed(mode),
        MemoryMetric metric => Allowed(metric),
        MethodSort sort => Allowed(sort),
        ThresholdActions actions => Enum.GetValues<ThresholdActions>().Aggregate(actions, (rest, known) => rest & ~known) == 0 ? null : OptionText.AllowedActions,
        _ => null,
    };

    static string? Allowed<T>(T value)
        where T : struct, Enum =>
        OptionText.NamesOf<T>() is var names && names.Contains(value.ToString()) ? null : $"allowed are {OptionText.Listed(names)}";
}
