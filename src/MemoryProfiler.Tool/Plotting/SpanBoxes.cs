namespace MemoryProfiler.Tool.Plotting;

/// <summary>The boxes of spans.</summary>
static class SpanBoxes
{
    /// <summary>The boxes that are seen.</summary>
    /// <param name="spans">Each span with its row, in the order of their starts.</param>
    /// <param name="from">Where the picture begins, in seconds.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="shortest">Shorter ones beside each other become one.</param>
    public static IReadOnlyList<SpanBox> Of(IEnumerable<(RecordedSpan Span, int Row)> spans, double from, double to, double shortest)
    {
        var boxes = new List<SpanBox>();
        var open = new Dictionary<int, SpanBox>();
        foreach (var (span, row) in spans)
        {
            var (start, end) = (Math.Max(from, span.Start.TotalSeconds), Math.Min(to, span.End.TotalSeconds));
            if (start > to || end < from)
                continue;
            var isOpen = open.Remove(row, out var brief);
            if (end - start >= shortest)
            {
                if (isOpen)
                    boxes.Add(brief);
                boxes.Add(new SpanBox(row, start, end, span, span.Name));
            }
            else if (isOpen && start - brief.To < shortest)
            {
                open[row] = new SpanBox(row, brief.From, Math.Max(brief.To, end), null, brief.Name == span.Name ? span.Name : null);
            }
            else
            {
                if (isOpen)
                    boxes.Add(brief);
                open[row] = new SpanBox(row, start, end, span, span.Name);
            }
        }
        return [.. boxes, .. open.Values];
    }
}
