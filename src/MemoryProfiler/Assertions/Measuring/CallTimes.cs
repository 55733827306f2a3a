namespace MemoryProfiler.Assertions.Measuring;

/// <summary>How long the calls of a delegate have taken.</summary>
sealed class CallTimes(TimeProvider clock)
{
    TimeSpan _total;
    int _count;
    long _start;

    public TimeProvider Clock => clock;

    /// <summary>All calls so far.</summary>
    public TimeSpan Total => _total;

    /// <summary>What one more is likely to take.</summary>
    public TimeSpan Average => _count == 0 ? TimeSpan.Zero : _total / _count;

    /// <summary>A call begins. Allocates nothing.</summary>
    public void Begin() => _start = clock.GetTimestamp();

    /// <summary>It has ended. Allocates nothing.</summary>
    public void End()
    {
        _total += clock.GetElapsedTime(_start);
        _count++;
    }
}
