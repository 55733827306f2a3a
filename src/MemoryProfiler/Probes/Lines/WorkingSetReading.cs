using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.Counters;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Settings;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Probes.Lines;

/// <summary>Books the change of the process's memory on the line that ends. Probes come here when the tick has moved or much was allocated.</summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
static unsafe class WorkingSetReading
{
    /// <summary>
    /// A line that allocated this much since the last reading gets an exact one of its own. That costs 1 µs against the
    /// 10 µs and more that so many bytes cost.
    /// </summary>
    public const long ExactAfterBytes = 256 * 1024;

    /// <summary>The tick never has it, so that the next probe comes here again.</summary>
    public const int NoTick = 0;

    static bool IsEveryLine => CurrentSettings.WorkingSetMode == WorkingSetMode.EveryLine;

    /// <summary>The reading an activation starts from, when the tick has moved since the thread last began one.</summary>
    public static MemoryReading AtEntry(ThreadLedger* ledger)
    {
        if (ledger->Tick == SlowPathTick.Current)
            return SampledMemory.Latest;
        CallWatch.Refresh();
        var isOutermost = ledger->Current == ledger->Root;
        if (IsEveryLine)
            ledger->Tick = NoTick;
        else if (isOutermost || !SampledMemory.IsAsleep)
            // While the sampler sleeps its tick stands still, and the next outermost entry has to notice.
            ledger->Tick = SlowPathTick.Current;
        if (isOutermost)
        {
            // Reflection prepares a quicker way for itself at one of the first looks.
            using var own = OwnWork.Begin();
            CastTable.Check();
        }
        if (!isOutermost && !IsEveryLine)
            return SampledMemory.Latest;
        SampledMemory.Use((nint)ledger);
        return IsEveryLine || SampledMemory.IsDue ? SampledMemory.ReadNow() : SampledMemory.Latest;
    }

    /// <summary>Takes a reading for the line that ends now, notes its visit and tells who watches. A line's first visit always comes here.</summary>
    /// <param name="frame">The line's activation.</param>
    /// <param name="line">The line.</param>
    /// <param name="now">The thread's clock.</param>
    /// <param name="bytes">What the line has just booked.</param>
    /// <param name="isLate">Whether the program has gone on since the clock was read.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Take(Frame* frame, LineCounters* line, long now, long bytes, bool isLate = false)
    {
        var tick = IsEveryLine ? NoTick : SlowPathTick.Current;
        var epoch = SampledMemory.Epoch;
        if (frame->Method != null)
            MethodCounters.StartEpoch(frame->Method);
        var reading = Read(frame, now, isLate);
        // What the reading itself allocated has moved the frame's clocks.
        now = frame->Last;
        line->Sums.WorkingSetIncrement += reading - frame->WorkingSet;
        if (reading.Metric != frame->WorkingSet.Metric)
            frame->WorkingSetStart = reading.Minus(frame->WorkingSet - frame->WorkingSetStart);
        frame->WorkingSet = reading;
        frame->ReadingDue = LineWatch.DueAt(frame, now);
        if (line->Epoch != epoch || reading.Bytes > line->WorkingSetMax)
        {
            line->Epoch = epoch;
            line->WorkingSetMax = reading.Bytes;
        }
        if (frame->Method != null && CodeAge.IsCold)
            MethodCounters.Visits(frame->Method)[frame->Slot].ColdVisits = line->Sums.Visits;
        line->Tick = LineVisits.Note(frame, line, bytes) || LineWatch.IsEveryLine ? NoTick : tick;
        if (LineWatch.IsWatched)
            LineWatch.Notify(frame, bytes, now, reading, isLate);
    }

    static MemoryReading Read(Frame* frame, long now, bool isLate)
    {
        if (CurrentSettings.MetricInForce == MemoryMetric.None)
            return SampledMemory.Latest;
        if (IsEveryLine)
            return SampledMemory.ReadNow();
        if (SampledMemory.IsAsleep)
            Wake(frame->Ledger, now, isLate);
        else if ((now >= frame->ReadingDue || SampledMemory.IsOutdated) && SampledMemory.IsDue)
            SampledMemory.ReadNow();
        SampledMemory.Use((nint)frame->Ledger);
        return SampledMemory.Latest;
    }

    static void Wake(ThreadLedger* ledger, long now, bool isLate)
    {
        using var own = isLate ? OwnWork.Begin() : OwnWork.BeginBetweenLines(now);
        SampledMemory.Wake((nint)ledger);
    }
}
