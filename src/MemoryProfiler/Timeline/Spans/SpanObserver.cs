using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Timeline.Spans;

/// <summary>Makes spans of calls and scopes. An iterator that yields has none: its call is many stretches, not one.</summary>
sealed unsafe class SpanObserver : CallObserver
{
    public override void Begun(Frame* frame, bool isFirst, bool isOutermost)
    {
        if (isFirst)
            frame->Began = SpanMoment.Now();
    }

    public override void Finished(int method, long bytes, bool isOutermost, in CallStart began)
    {
        // One that was running when the first recording began was not told of then.
        if (began.Timestamp == 0)
            return;
        var end = SpanMoment.Now();
        SpanFeed.Tell(new ClosedSpan(method, null, began, end.Timestamp, end.ResidentBytes, bytes));
    }

    protected override WatchedCalls Wanted() => SpanFeed.IsWanted ? WatchedCalls.All : WatchedCalls.None;
}
