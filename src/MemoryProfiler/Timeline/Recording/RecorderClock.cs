namespace MemoryProfiler.Timeline.Recording;

/// <summary>The time of a recording, and the pauses between samples, which its end cuts short.</summary>
sealed class RecorderClock(TimeProvider provider) : IDisposable
{
    readonly long _start = provider.GetTimestamp();
    readonly ManualResetEventSlim _wake = new(false, spinCount: 0);
    volatile bool _isStopped;

    /// <summary>When it began.</summary>
    public DateTimeOffset Start { get; } = provider.GetLocalNow();

    /// <summary>How long it has gone on.</summary>
    public TimeSpan Now => provider.GetElapsedTime(_start);

    /// <summary>Whether it is the system's stopwatch, which spans tell their times by.</summary>
    public bool IsSystem => provider == TimeProvider.System;

    /// <summary>The recording's time of a moment that the stopwatch tells.</summary>
    public TimeSpan Of(long timestamp) => provider.GetElapsedTime(_start, timestamp);

    /// <summary>Ends the pause, and all later ones. Safe from any thread.</summary>
    public void Stop()
    {
        _isStopped = true;
        _wake.Set();
    }

    /// <summary>Waits until a time; false if it was stopped.</summary>
    public bool WaitUntil(TimeSpan time)
    {
        // The system's timers would need the thread pool, which may be what the program has none left of.
        using var timer = IsSystem ? null : provider.CreateTimer(_ => _wake.Set(), null, Remaining(time), Timeout.InfiniteTimeSpan);
        while (!_isStopped && Now < time)
        {
            if (timer is null)
                _wake.Wait(Remaining(time));
            else
                _wake.Wait();
            if (!_isStopped)
                _wake.Reset();
        }
        return !_isStopped;
    }

    public void Dispose() => _wake.Dispose();

    TimeSpan Remaining(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((time - Now).TotalMilliseconds)));
}
