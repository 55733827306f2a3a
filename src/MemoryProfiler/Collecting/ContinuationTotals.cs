using MemoryProfiler.Ledger;

namespace MemoryProfiler.Collecting;

/// <summary>What <see cref="ContinuationCharge"/> will do when a resumed segment ends, done to a report's copies.</summary>
static unsafe class ContinuationTotals
{
    /// <summary>Books bytes of a segment on the lines that called it.</summary>
    /// <param name="call">The segment's logical call.</param>
    /// <param name="bytes">What the segment allocated up to now.</param>
    /// <param name="below">The frames below it on the stack, which have the bytes by nesting.</param>
    /// <param name="totals">The copies.</param>
    public static void Book(LogicalCall* call, long bytes, List<Frame> below, Dictionary<int, MethodTotals> totals)
    {
        var booked = new List<CallerLine>();
        for (; call != null; call = call->Caller)
        {
            for (var i = 0; i < call->LineCount; i++)
                Book(LogicalCall.Lines(call)[i], bytes, below, booked, totals);
            var caller = call->Caller;
            if (below.Exists(frame => frame.Call == caller))
                return;
        }
    }

    static void Book(CallerLine line, long bytes, List<Frame> below, List<CallerLine> booked, Dictionary<int, MethodTotals> totals)
    {
        if (booked.Contains(line) || below.Exists(frame => frame.Method->Method == line.Method && frame.Slot == line.Slot))
            return;
        if (!totals.TryGetValue(line.Method, out var method))
            totals.Add(line.Method, method = new MethodTotals(line.SlotCount));
        method.Lines[line.Slot].Bytes += bytes;
        method.Lines[line.Slot].CalleeBytes += bytes;
        if (booked.Exists(other => other.Method == line.Method) || below.Exists(frame => frame.Method->Method == line.Method))
            method.RepeatedBytes += bytes;
        booked.Add(line);
    }
}
