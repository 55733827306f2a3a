namespace MemoryProfiler.Timeline.Recording;

/// <summary>Says when something slow is due again, so that it takes one twentieth of the time at most.</summary>
struct SlowPace
{
    const int PausePerWork = 19;

    TimeSpan _due;
    bool _isWarm;

    /// <summary>The longest that it took.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>How often it was not due yet.</summary>
    public long Skipped { get; private set; }

    /// <summary>Whether it is due.</summary>
    public bool IsDue(TimeSpan now)
    {
        if (now >= _due)
            return true;
        Skipped++;
        return false;
    }

    /// <summary>It was done.</summary>
    public void Done(TimeSpan start, TimeSpan end)
    {
        var took = end - start;
        if (_isWarm && took > Longest)
            Longest = took;
        // The first time code is compiled too.
        _due = _isWarm ? end + (took * PausePerWork) : end;
        _isWarm = true;
    }
}
