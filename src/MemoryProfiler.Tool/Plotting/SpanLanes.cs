namespace MemoryProfiler.Tool.Plotting;

/// <summary>
/// In which row of a picture each span is drawn. It is below its caller, and in a row where nothing else runs at that
/// time.
/// </summary>
static class SpanLanes
{
    /// <summary>How many rows there are at most; what needs more is drawn in the last one.</summary>
    public const int Most = 24;

    /// <summary>The spans in the order of their starts, each with its row from 0.</summary>
    public static IReadOnlyList<(RecordedSpan Span, int Lane)> Of(IReadOnlyList<RecordedSpan> spans)
    {
        var ends = new TimeSpan[Most];
        Array.Fill(ends, TimeSpan.MinValue);
        return [.. spans.OrderBy(span => span.Start).ThenBy(span => span.Depth).ThenByDescending(span => span.End).Select(span =>
        {
            var lane = Math.Clamp(span.Depth, 0, Most - 1);
            while (lane < Most - 1 && ends[lane] > span.Start)
                lane++;
            ends[lane] = span.End;
            return (span, lane);
        })];
    }
}
