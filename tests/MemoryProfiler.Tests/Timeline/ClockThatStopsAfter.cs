namespace MemoryProfiler.Tests.Timeline;

/// <summary>A clock that runs past each wait at once, so many times; whoever waits then waits until it is stopped.</summary>
sealed class ClockThatStopsAfter(int waits) : TimeProvider
{
    long _now;
    int _waits;

    /// <summary>Whether all waits are over.</summary>
    public bool HasStopped => Volatile.Read(ref _waits) > waits;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (++_waits <= waits)
        {
            Interlocked.Add(ref _now, dueTime.Ticks);
            callback(state);
        }
        return new Over();
    }

    sealed class Over : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
