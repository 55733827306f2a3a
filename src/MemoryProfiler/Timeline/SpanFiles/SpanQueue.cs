using System.Diagnostics;
using MemoryProfiler.Timeline.Spans;

namespace MemoryProfiler.Timeline.SpanFiles;

/// <summary>
/// Spans on their way to a file. When calls come faster than can be told, the shortest are left out and counted. How
/// short depends on how many came. Safe from any thread.
/// </summary>
sealed class SpanQueue : SpanSink
{
    const int Room = 4_096;

    // So many times in a row hardly any must come before shorter ones are tried again: they may be as many as before.
    const int Patience = 50;

    // The first limit that is tried; each further one is twice as long.
    static readonly long _firstLimit = Stopwatch.Frequency / 100_000;

    readonly object _gate = new();
    ClosedSpan[] _filling = new ClosedSpan[Room];
    ClosedSpan[] _emptying = new ClosedSpan[Room];
    int _count;
    int _calm;
    long _limit;
    long _drainedLeftOut;
    long _leftOut;
    long _longestLeftOut;

    /// <summary>How many were left out.</summary>
    public long LeftOut => Interlocked.Read(ref _leftOut);

    /// <summary>How long the longest of them took, by the stopwatch.</summary>
    public long LongestLeftOut => Interlocked.Read(ref _longestLeftOut);

    public override void Take(in ClosedSpan span)
    {
        if (span.Ticks >= Volatile.Read(ref _limit))
        {
            lock (_gate)
            {
                if (_count < Room)
                {
                    _filling[_count++] = span;
                    return;
                }
            }
        }
        LeaveOut(span);
    }

    /// <summary>Takes what has come since the last time. One thread at a time; the spans are to be used before the next time.</summary>
    /// <param name="wanted">How many may be taken on average.</param>
    public ReadOnlySpan<ClosedSpan> Drain(int wanted)
    {
        int count;
        lock (_gate)
        {
            (_filling, _emptying) = (_emptying, _filling);
            count = _count;
            _count = 0;
        }
        var leftOut = LeftOut;
        var arrived = count + leftOut - _drainedLeftOut;
        _drainedLeftOut = leftOut;
        _calm = count < wanted / 4 ? _calm + 1 : 0;
        if (count > wanted)
            Volatile.Write(ref _limit, Math.Max(_firstLimit, _limit * 2));
        else if (arrived <= wanted)
            Volatile.Write(ref _limit, 0);
        else if (_calm >= Patience)
            (_limit, _calm) = (_limit <= _firstLimit ? 0 : _limit / 2, 0);
        return _emptying.AsSpan(0, count);
    }

    void LeaveOut(in ClosedSpan span)
    {
        Interlocked.Increment(ref _leftOut);
        var longest = Interlocked.Read(ref _longestLeftOut);
        while (span.Ticks > longest)
        {
            var seen = Interlocked.CompareExchange(ref _longestLeftOut, span.Ticks, longest);
            if (seen == longest)
                return;
            longest = seen;
        }
    }
}
