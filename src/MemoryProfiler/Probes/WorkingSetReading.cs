using System.Runtime.CompilerServices;
using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement;

namespace MemoryProfiler.Probes;

/// <summary>Books the change of the working set on the line that ends; probes come here when the tick has moved or much was allocated.</summary>
static unsafe class WorkingSetReading
{
    /// <summary>A line that allocated this much since the last reading gets an exact one of its own: 1 µs against the 10 µs and more that so many bytes cost.</summary>
    public const long ExactAfterBytes = 256 * 1024;

    /// <summary>The reading an activation starts from, when the tick has moved since the thread last began one.</summary>
    public static long AtEntry(ThreadLedger* ledger)
    {
        if (ledger->Tick == WorkingSetTicker.Tick)
            return WorkingSetTicker.Latest;
        // While the sampler sleeps its tick stands still, and the next outermost entry has to notice.
        if (ledger->Current == ledger->Root || !WorkingSetTicker.IsAsleep)
            ledger->Tick = WorkingSetTicker.Tick;
        if (ledger->Current != ledger->Root)
            return WorkingSetTicker.Latest;
        WorkingSetTicker.Use();
        return WorkingSetTicker.ReadNow();
    }

    /// <summary>Takes a reading for the line that ends now.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Take(Frame* frame, LineCounters* line, long now)
    {
        var tick = WorkingSetTicker.Tick;
        if (WorkingSetTicker.IsAsleep)
            Wake();
        else if (now >= frame->ReadingDue || WorkingSetTicker.IsOutdated)
            WorkingSetTicker.ReadNow();
        WorkingSetTicker.Use();

        var reading = WorkingSetTicker.Latest;
        line->WorkingSetIncrement += reading - frame->WorkingSet;
        frame->WorkingSet = reading;
        frame->ReadingDue = now + ExactAfterBytes;
        if (line->Epoch != LedgerRegistry.Epoch || reading > line->WorkingSetMax)
        {
            line->Epoch = LedgerRegistry.Epoch;
            line->WorkingSetMax = reading;
        }
        line->Tick = tick;
    }

    static void Wake()
    {
        using var own = OwnWork.Begin();
        WorkingSetTicker.Wake();
    }
}
