using MemoryProfiler.Ledger.States;
using MemoryProfiler.Timeline.Spans;

namespace MemoryProfiler;

/// <summary>A named span that is running, from <see cref="MemoryMonitor.Span"/>: it ends when it is disposed, on any thread. Dispose it once.</summary>
public readonly struct MemorySpan : IDisposable
{
    readonly string? _name;
    readonly CallStart _began;

    internal MemorySpan(string name)
    {
        _name = name;
        _began = SpanMoment.Now();
    }

    /// <summary>Ends the span. Never throws.</summary>
    public void Dispose()
    {
        if (_name is null || !SpanFeed.IsWanted)
            return;
        var end = SpanMoment.Now();
        SpanFeed.Tell(new ClosedSpan(0, _name, _began, end.Timestamp, end.ResidentBytes, null));
    }
}
