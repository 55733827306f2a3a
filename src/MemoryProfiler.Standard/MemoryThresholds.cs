namespace MemoryProfiler;

/// <summary>Rules that nothing crosses, as nothing is read.</summary>
public static class MemoryThresholds
{
    public static MemoryThreshold BreakAbove(string size) => Add(ThresholdCondition.WorkingSetAbove(size));

    public static MemoryThreshold Add(
        ThresholdCondition condition,
        ThresholdActions actions = ThresholdActions.Break,
        Action<ThresholdCrossing>? callback = null,
        string? reportPath = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new MemoryThreshold(condition, actions);
    }
}
