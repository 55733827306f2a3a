using MemoryProfiler.Thresholds;

namespace MemoryProfiler;

/// <summary>A rule that was added to <see cref="MemoryThresholds"/>. Safe from any thread.</summary>
public sealed class MemoryThreshold
{
    int _isArmed = 1;
    long _crossings;

    internal MemoryThreshold(ThresholdCondition condition, ThresholdActions actions, Action<ThresholdCrossing>? callback, string? reportPath)
    {
        Condition = condition;
        Actions = actions;
        Callback = callback;
        ReportPath = reportPath;
    }

    /// <summary>When it acts.</summary>
    public ThresholdCondition Condition { get; }

    /// <summary>What it does.</summary>
    public ThresholdActions Actions { get; }

    /// <summary>Whether it will act: it has not since it was added or armed again.</summary>
    public bool IsArmed => Volatile.Read(ref _isArmed) == 1;

    /// <summary>How often it was crossed.</summary>
    public long Crossings => Interlocked.Read(ref _crossings);

    internal Action<ThresholdCrossing>? Callback { get; }

    internal string? ReportPath { get; }

    /// <summary>The number of the method it is limited to, with what that calls; 0 for all.</summary>
    internal int Method { get; init; }

    /// <summary>Whether actions are those of the options.</summary>
    internal bool IsOfOptions { get; init; }

    /// <summary>When a thread of the profiler's saw it crossed that a line has to report; 0 when not.</summary>
    internal long SeenAt { get; set; }

    /// <summary>Lets it act once more. A call or a line visit that is running counts anew at its next reading.</summary>
    public void Rearm()
    {
        Volatile.Write(ref _isArmed, 1);
        ThresholdRules.Refresh();
    }

    /// <summary>Removes it; it acts no more.</summary>
    public void Remove() => ThresholdRules.Remove(this);

    /// <summary>Takes the one time it acts; false if another thread has it.</summary>
    internal bool TryFire()
    {
        if (Interlocked.CompareExchange(ref _isArmed, 0, 1) != 1)
            return false;
        Interlocked.Increment(ref _crossings);
        SeenAt = 0;
        return true;
    }
}
