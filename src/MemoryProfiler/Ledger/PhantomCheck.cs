using System.Runtime.CompilerServices;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Measurement.Collections;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Ledger;

/// <summary>
/// Marks lines whose bytes may hold some that a background collection charged (<see cref="BackgroundWatch"/>). Called when
/// the thread's allocation quantum has changed, before bytes are read as a line's.
/// </summary>
static unsafe class PhantomCheck
{
    /// <summary>Checks what has happened since the last check on the current thread.</summary>
    /// <param name="ledger">Its ledger.</param>
    /// <param name="now">Its clock, read before this call together with the allocation quantum that the next check is compared with.</param>
    /// <param name="booked">The activation that has just booked, or null.</param>
    /// <param name="bytes">What that booked.</param>
    /// <returns>The clock from which on bytes are the program's again: what was counted meanwhile has been taken out.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Run(ThreadLedger* ledger, long now, Frame* booked = null, long bytes = 0)
    {
        if (!BackgroundCollections.ArePossible || ledger->Watch.IsCurrent(CollectionCounts.PausedNow()))
            return now;
        var full = ledger->Watch.Full;
        var end = Judge(ledger);
        if (end != MarkEnd.None)
            Mark(ledger, end, now, booked, bytes, BackgroundWatch.LargestPhantom * (1L + ledger->Watch.Full - full));
        // Not only what looking allocated: collections like to stop a thread in the calls above, and a charge of theirs
        // would be the next line's, with no pause left to tell it by.
        var own = AllocationClock.Now() - now;
        ThreadLedger.TakeOut(ledger, own);
        return now + own;
    }

    /// <summary>Takes note of collections that ran while only the profiler did.</summary>
    public static void Pass(ThreadLedger* ledger)
    {
        if (BackgroundCollections.ArePossible && !ledger->Watch.IsCurrent(CollectionCounts.PausedNow()))
            Judge(ledger);
    }

    static MarkEnd Judge(ThreadLedger* ledger)
    {
        var known = BackgroundCollections.OfProcess;
        var counts = CollectionCounts.Now();
        var finished = default(FinishedCollections);
        if (ledger->Watch.NeedsLook(counts, known.Now))
        {
            finished = FinishedCollections.Read();
            known.Look(counts, finished);
        }
        var end = ledger->Watch.Judge(counts, known.Now, finished);
        if (end == MarkEnd.Certain)
            ledger->Suspect.Clear(ledger, counts.Full);
        return end;
    }

    static void Mark(ThreadLedger* ledger, MarkEnd end, long now, Frame* booked, long bytes, long largest)
    {
        ledger->Suspect.Begin(ledger->Watch.Full);
        var innermost = ledger->Current == ledger->Suppressed ? ledger->Suppressed->Caller : ledger->Current;
        for (var frame = innermost; frame != ledger->Root; frame = frame->Caller)
        {
            // Callers count these bytes too, when their line ends.
            var seen = frame == booked ? bytes : now - frame->Last;
            if (seen <= 0 || (frame->Outer != null && frame->Outer->Line == frame->Line))
                continue;
            var cell = Cell(ledger, frame);
            if (cell == null)
                continue;
            var excess = Math.Min(seen, largest);
            *cell += excess;
            if (end == MarkEnd.PossiblyOfCurrent)
                ledger->Suspect.Add(cell, excess);
        }
    }

    static long* Cell(ThreadLedger* ledger, Frame* frame)
    {
        try
        {
            if (frame->Method->Excess == null)
                ThreadLedger.AddPhantoms(ledger, frame->Method);
            return frame->Method->Excess + frame->Slot;
        }
        catch (OutOfMemoryException e)
        {
            MemoryProfilerLog.Write("No native memory to mark a line; up to 8 KB of its figure may be a background collection's.", e);
            return null;
        }
    }
}
