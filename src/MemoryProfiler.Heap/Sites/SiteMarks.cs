using MemoryProfiler.Sites.Sampling;

namespace MemoryProfiler.Sites;

/// <summary>Waits until a session of the own process has been read up to now. Not safe for several threads that ask.</summary>
sealed class SiteMarks
{
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    static int _last;

    readonly object _sync = new();
    int _seen;
    ulong _time;
    bool _hasEnded;

    /// <summary>A mark has been read.</summary>
    public void Seen(int number, ulong time)
    {
        lock (_sync)
        {
            (_seen, _time) = (number, time);
            Monitor.PulseAll(_sync);
        }
    }

    /// <summary>Nothing more will be read.</summary>
    public void End()
    {
        lock (_sync)
        {
            _hasEnded = true;
            Monitor.PulseAll(_sync);
        }
    }

    /// <summary>The time up to which everything has been read: now, or the last event where marks do not come.</summary>
    public ulong CatchUp()
    {
        if (!SiteMark.Log.IsEnabled() || Mark() is not { } time)
            return ulong.MaxValue;
        Mark();
        return time;
    }

    ulong? Mark()
    {
        var number = Interlocked.Increment(ref _last);
        var end = Environment.TickCount64 + (long)_patience.TotalMilliseconds;
        SiteMark.Log.Mark(number);
        lock (_sync)
        {
            while (_seen < number && !_hasEnded && end - Environment.TickCount64 is > 0 and var left)
                Monitor.Wait(_sync, (int)left);
            return _seen >= number ? _time : null;
        }
    }
}
