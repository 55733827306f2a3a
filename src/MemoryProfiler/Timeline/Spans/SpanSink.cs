namespace MemoryProfiler.Timeline.Spans;

/// <summary>Takes the calls and named spans of this process, by <see cref="SpanFeed"/>: on the threads that run them, several at once.</summary>
abstract class SpanSink
{
    /// <summary>A span has ended. Must be quick, and must not throw.</summary>
    public abstract void Take(in ClosedSpan span);
}
