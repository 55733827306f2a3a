namespace MemoryProfiler.Timeline.Spans;

/// <summary>Puts spans in order and works out how deep each is among those of its thread.</summary>
static class SpanDepths
{
    /// <summary>The spans by their start, with their depths.</summary>
    public static RecordedSpan[] InOrder(IEnumerable<RecordedSpan> spans)
    {
        // Of two that begin at once, the one that lasts longer is around the other.
        var ordered = spans.OrderBy(span => span.Start).ThenByDescending(span => span.End).ToArray();
        Dictionary<(int?, int?), List<RecordedSpan>> open = [];
        for (var i = 0; i < ordered.Length; i++)
        {
            var span = ordered[i];
            var thread = (span.ProcessId, span.ThreadId);
            if (!open.TryGetValue(thread, out var around))
                open.Add(thread, around = []);
            around.RemoveAll(other => other.End <= span.Start);
            ordered[i] = span with { Depth = around.Count };
            around.Add(span);
        }
        return ordered;
    }
}
