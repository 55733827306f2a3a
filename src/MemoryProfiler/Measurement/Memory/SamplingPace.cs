namespace MemoryProfiler.Measurement.Memory;

/// <summary>How often the process's memory is read: every millisecond, less often where that would tell nothing more.</summary>
struct SamplingPace
{
    // A thread that wakes every millisecond takes turns from those that work: a web server on two processors paid a tenth
    // of its time for it, a thirtieth at this pace.
    const int SteadyMilliseconds = 4;
    const int SteadyReadings = 20;
    const long SteadyBytes = 64 * 1024;

    // What the process's memory does meanwhile is no line's alone, however often it is read.
    const int SharedMilliseconds = 10;

    // After a reading each line that runs takes the slow path once, 0.2 µs and more. Of a program that runs through
    // thousands of lines in a millisecond that was a third of the time; at this pace it is at most a twentieth.
    const int LinesPerMillisecond = 250;
    const int MostMilliseconds = 500;

    // Who watches lines for a limit is not to learn later than that.
    const int MostWatchedMilliseconds = 50;

    long _sampled;
    int _steadyReadings;
    int _lines;
    nint _user;
    bool _isShared;

    /// <summary>Whether a thread has run profiled code since the last reading.</summary>
    public readonly bool IsUsed => _user != 0;

    /// <summary>Milliseconds until the next reading.</summary>
    /// <param name="isWatched">Whether somebody is told of lines.</param>
    public readonly int Pause(bool isWatched)
    {
        var pause = _isShared ? SharedMilliseconds : _steadyReadings < SteadyReadings ? 1 : SteadyMilliseconds;
        return Math.Max(pause, Math.Min(_lines / LinesPerMillisecond, isWatched ? MostWatchedMilliseconds : MostMilliseconds));
    }

    /// <summary>Notes a thread that has a line take the newest reading. Called from any; what races is lost, and comes again.</summary>
    /// <param name="thread">What the thread has for itself; not 0.</param>
    public void Use(nint thread)
    {
        _lines++;
        if (_user == 0)
            _user = thread;
        else if (_user != thread)
            _isShared = true;
    }

    /// <summary>Notes a reading.</summary>
    public void Sampled(long bytes)
    {
        _steadyReadings = Math.Abs(bytes - _sampled) < SteadyBytes ? _steadyReadings + 1 : 0;
        _sampled = bytes;
    }

    /// <summary>Forgets the threads and lines seen so far.</summary>
    public void Next() => (_user, _isShared, _lines) = (0, false, 0);
}
