using MemoryProfiler.Timeline.Kept;

namespace MemoryProfiler.Timeline.Spans;

/// <summary>The spans of a recording in this process, in bounded memory: the shortest make way.</summary>
sealed class KeptSpans(int capacity) : SpanSink
{
    readonly KeptMost<ClosedSpan> _kept = new(capacity, span => span.Ticks);
    readonly object _gate = new();

    /// <summary>How many were left out.</summary>
    public long LeftOut
    {
        get
        {
            lock (_gate)
                return _kept.LeftOut;
        }
    }

    public override void Take(in ClosedSpan span)
    {
        lock (_gate)
            _kept.Add(span);
    }

    /// <summary>A copy of those that are kept, in no order.</summary>
    public ClosedSpan[] ToArray()
    {
        lock (_gate)
            return [.. _kept.Kept];
    }
}
