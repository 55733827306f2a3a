namespace MemoryProfiler;

/// <summary>A rule that nothing crosses, as nothing is read.</summary>
public sealed class MemoryThreshold
{
    internal MemoryThreshold(ThresholdCondition condition, ThresholdActions actions)
    {
        Condition = condition;
        Actions = actions;
    }

    public ThresholdCondition Condition { get; }

    public ThresholdActions Actions { get; }

    public bool IsArmed => true;

    public long Crossings => 0;

    public void Rearm()
    {
    }

    public void Remove()
    {
    }
}
