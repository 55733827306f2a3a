namespace MemoryProfiler.Sessions;

/// <summary>Waits for one thing after the other, so long together. Time in which the program stands still does not count. For one thread.</summary>
/// <param name="time">How long.</param>
/// <param name="clock">What tells the time; the system's if none is given.</param>
sealed class Patience(TimeSpan time, TimeProvider? clock = null)
{
    static readonly TimeSpan _step = TimeSpan.FromMilliseconds(5);

    // A longer step is one in which everything stood still.
    static readonly TimeSpan _longestStep = 20 * _step;

    readonly TimeProvider _clock = clock ?? TimeProvider.System;
    TimeSpan _left = time;

    /// <summary>Asks again and again.</summary>
    /// <param name="isThere">Waits for it at most so long.</param>
    /// <returns>Whether it came in time.</returns>
    public bool Await(Func<TimeSpan, bool> isThere)
    {
        while (_left > TimeSpan.Zero)
        {
            var start = _clock.GetTimestamp();
            if (isThere(_step))
                return true;
            var took = _clock.GetElapsedTime(start);
            _left -= took < _longestStep ? took : _longestStep;
        }
        return false;
    }
}
