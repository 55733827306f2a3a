using System.Runtime.CompilerServices;
using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement;

namespace MemoryProfiler.Probes;

/// <summary>Books the change of the working set on the line that ends; probes come here when the tick has moved or much was allocated.</summary>
static unsafe class WorkingSetReading
{
    /// <summary>A line that allocated this much since the last reading gets an exact one of its own: 1 µs against the 10 µs and more that so many bytes cost.</summary>
    public const long ExactAfterBytes = 256 * 1024;

    /// <summary>The reading an activation starts from.</summary>
    public static void Start(Frame* frame, bool outermost, long now)
    {
        var ledger = frame->Ledger;
        var reading = WorkingSetTicker.Latest;
        if (outermost && ledger->Tick != WorkingSetTicker.Tick)
        {
            ledger->Tick = WorkingSetTicker.Tick;
            reading = WorkingSetTicker.ReadNow();
            WorkingSetTicker.Use();
        }
        frame->WorkingSet = reading;
        frame->WorkingSetStart = reading;
        frame->WorkingSetClock = now;
    }

    /// <summary>Takes a reading for the line that ends now.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Take(Frame* frame, LineCounters* line, long now)
    {
        var tick = WorkingSetTicker.Tick;
        if (WorkingSetTicker.IsAsleep)
            Wake();
        else if (now - frame->WorkingSetClock >= ExactAfterBytes || WorkingSetTicker.IsOutdated)
            WorkingSetTicker.ReadNow();
        WorkingSetTicker.Use();

        var reading = WorkingSetTicker.Latest;
        line->WorkingSetIncrement += reading - frame->WorkingSet;
        frame->WorkingSet = reading;
        frame->WorkingSetClock = now;
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
