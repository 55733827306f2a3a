using MemoryProfiler.Ledger.Counters;

namespace MemoryProfiler.Ledger;

/// <summary>
/// What one thread noted of the visits of one slot: the first one, and where later ones may be counted from. Written in
/// the probes' slow path only, where a line comes with its first visits and then about once a tick.
/// </summary>
unsafe struct LineVisits
{
    // The points of a for statement pass its slot only once: its line would never know that a first visit was over.
    const int MaxFirstBookings = 16;

    /// <summary>Which first visit of the process it was; 0 if none has been noted.</summary>
    public int Order;

    /// <summary>How often the first visit booked: once, unless its line has several points.</summary>
    public short FirstBookings;

    /// <summary>Whether visits cannot be told apart: the line ran inside itself, goes on elsewhere, or was running at a reset.</summary>
    public bool IsMixed;

    /// <summary>What the first visit allocated, callees included.</summary>
    public long FirstBytes;

    /// <summary>The slot when its first visit had ended.</summary>
    public VisitCount AtFirst;

    /// <summary>How many visits there were when one was last noted while all code was too young to be optimised.</summary>
    public long ColdVisits;

    /// <summary>Notes that the running line of a frame has booked bytes.</summary>
    /// <returns>Whether its next booking must be noted too.</returns>
    public static bool Note(Frame* frame, LineCounters* line, long bytes)
    {
        // Visits of other kinds end in pieces; outside all methods there are none.
        if (frame->Method == null || !(frame->State.IsWholeCall || frame->State.IsPart))
            return false;
        var slot = frame->Slot;
        var visits = MethodCounters.Visits(frame->Method) + slot;
        if (visits->IsMixed)
            return false;
        if (RunsInsideItself(frame, line))
        {
            visits->IsMixed = true;
            return false;
        }
        if (visits->Order <= LedgerRegistry.OrderAtReset)
            Begin(visits, frame, line->Sums.Visits, bytes);
        var later = line->Sums.Visits - visits->AtFirst.Visits;
        if (later > 0)
        {
            if (visits->FirstBookings == 1)
                VisitSnapshots.Note(frame, slot, visits->AtFirst.Visits, VisitCount.Of(line));
            return false;
        }
        if (visits->FirstBookings == MaxFirstBookings)
        {
            visits->IsMixed = true;
            return false;
        }
        if (later == 0)
            visits->FirstBookings++;
        visits->FirstBytes += bytes;
        visits->AtFirst.Bytes = line->Sums.Bytes - line->Sums.RepeatedBytes;
        return true;
    }

    static void Begin(LineVisits* visits, Frame* frame, long count, long bytes)
    {
        // The first line of a lambda is left once before it is visited.
        var isBefore = count == 0 || (count > 1 && bytes == 0 && frame->State.IsPart);
        visits->FirstBytes = 0;
        visits->FirstBookings = 0;
        visits->AtFirst.Visits = isBefore ? count + 1 : count;
        visits->Order = LedgerRegistry.NextOrder();
        VisitSnapshots.Forget(frame->Method, frame->Slot);
    }

    static bool RunsInsideItself(Frame* frame, LineCounters* line)
    {
        for (var outer = frame->Outer; outer != null; outer = outer->Outer)
        {
            if (outer->Line == line)
                return true;
        }
        return false;
    }
}
