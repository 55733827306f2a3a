using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.Counters;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Probes.Lines;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Probes.Activations;

/// <summary>
/// What the probes of methods, segments, parts and scopes share: a frame begins, books its lines and ends. This is the
/// fast path, which is taken only when everything is as it mostly is and makes no call. <see cref="SlowActivation"/> is
/// the other.
/// </summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
static unsafe class Activation
{
    /// <summary>Begins an activation; null when nothing is recorded.</summary>
    /// <param name="method">The method's process-wide id.</param>
    /// <param name="slotCount">How many slots it has.</param>
    /// <param name="slot">The slot it begins in.</param>
    /// <param name="kind">What kind of activation it is.</param>
    /// <param name="isBehindEntry">Whether that slot is the first line of a plain call, as if <see cref="Count"/> had followed.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Frame* Open(int method, int slotCount, int slot, FrameKind kind, bool isBehindEntry = false)
    {
        if (!ProfilerSwitch.IsOn)
            return null;
        var ledger = LedgerRegistry.Current;
        if (ledger == null)
            return isBehindEntry ? SlowActivation.OpenBehindEntry(method, slotCount, slot) : SlowActivation.Open(method, slotCount, slot, kind);
        var caller = ledger->Current;
        var frame = caller->Callee;
        var counters = MethodTable.Find(&ledger->Methods, method);
        var quantum = caller->Quantum;
        var tick = SlowPathTick.Current;
        // Turned away here and not led in: the JIT lays out what follows as the straight way.
        if (frame->State.Word != 0 || counters->Tick != tick || (isBehindEntry && MethodCounters.Line(counters, 0)->Tick != tick)
            || !AllocationClock.TryRead(frame->Context, quantum, out var now))
        {
            return isBehindEntry ? SlowActivation.OpenBehindEntry(method, slotCount, slot) : SlowActivation.Open(method, slotCount, slot, kind);
        }
        if (isBehindEntry)
            MethodCounters.Visit(counters, 0);
        if (kind != FrameKind.Whole)
            frame->State.Word = (long)kind;
        Begin(ledger, counters, frame, slot, kind, now, quantum, SampledMemory.Latest);
        return frame;
    }

    /// <summary>Ends the running line of an activation and begins a slot whose visit is counted on another or on itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MoveTo(Frame* frame, int slot, int visitSlot)
    {
        var line = frame->Line;
        if (!AllocationClock.TryRead(frame->Context, frame->Quantum, out var now) || line->Tick != SlowPathTick.Current || now >= frame->ReadingDue)
        {
            SlowActivation.MoveTo(frame, slot, visitSlot);
            return;
        }
        LineCounters.SumsOf(line)->Bytes += now - frame->Last;
        frame->Last = now;
        Visit(frame, slot, visitSlot);
    }

    /// <summary>As <see cref="MoveTo"/> where nothing was allocated since the frame's last reading.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Count(Frame* frame, int slot, int visitSlot)
    {
        if (frame->Line->Tick != SlowPathTick.Current)
        {
            SlowActivation.Count(frame, slot, visitSlot);
            return;
        }
        Visit(frame, slot, visitSlot);
    }

    /// <summary>Counts a visit of a line that needs no activation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CountPart(int method, int slotCount, int slot, int visitSlot)
    {
        var ledger = LedgerRegistry.Current;
        if (ledger != null && ledger->Current->Callee->State.Word == 0)
        {
            var counters = MethodTable.Find(&ledger->Methods, method);
            var tick = SlowPathTick.Current;
            // The first of the two tells counters from their stand-in, which has no lines.
            if (counters->Tick == tick && MethodCounters.Line(counters, slot)->Tick == tick)
            {
                MethodCounters.Visit(counters, visitSlot);
                return;
            }
        }
        SlowActivation.CountPart(method, slotCount, slot, visitSlot);
    }

    /// <summary>Counts a call of a method that needs no activation; answers where its lines are counted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MethodCounters* CountCall(int method, int slotCount)
    {
        var ledger = LedgerRegistry.Counting;
        if (ledger != null)
        {
            var counters = MethodTable.Find(&ledger->Methods, method);
            // Tells counters from their stand-in too.
            if (counters->Tick == SlowPathTick.Current)
            {
                MethodCounters.Visit(counters, 0);
                return counters;
            }
        }
        return SlowActivation.CountCall(method, slotCount);
    }

    /// <summary>
    /// Begins a call of a method that cannot allocate and calls itself. The outermost one on the thread has an activation,
    /// those inside it are counted.
    /// </summary>
    /// <returns>The activation, or the counters of the method plus 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint OpenRecursive(int method, int slotCount)
    {
        var ledger = LedgerRegistry.Counting;
        if (ledger != null)
        {
            var counters = MethodTable.Find(&ledger->Methods, method);
            if (counters->Tick == SlowPathTick.Current && counters->Running != null)
            {
                MethodCounters.Visit(counters, 0);
                return (nint)counters | 1;
            }
        }
        return (nint)SlowActivation.OpenRecursive(method, slotCount);
    }

    /// <summary>The clock at the entry of a call that needs no activation, less what the profiler itself has allocated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long CallClock()
    {
        var ledger = LedgerRegistry.Counting;
        return ledger != null ? AllocationClock.Now(ledger->Context, out _) - ledger->OwnBytes : SlowActivation.CallClock();
    }

    /// <summary>Ends an activation that is a whole call of its method or a lambda, if all is as usual.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="kind">Which of the two it has to be.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryClose(Frame* activation, FrameKind kind)
    {
        var ledger = activation->Ledger;
        // From here on the innermost frame, which is the same: a local that a finally reads stays on the stack, and the JIT
        // would load it again for each field; as it would after "!=", which tells it that they are the same.
        var frame = ledger->Current;
        var line = frame->Line;
        if (((nint)frame ^ (nint)activation) != 0 || !AllocationClock.TryRead(frame->Context, frame->Quantum, out var now) || line->Tick != SlowPathTick.Current
            || frame->State.Kind != kind)
        {
            return false;
        }
        var method = frame->Method;
        var outer = frame->Outer;
        var caller = frame->Caller;
        var bytes = now - frame->Start;
        if (bytes != 0)
        {
            if (now >= frame->ReadingDue || (kind == FrameKind.Whole && !MethodCounters.IsWithinExtremes(method, bytes)))
                return false;
        }
        // A call that allocated nothing has nothing to book, unless a reading was taken that an outer one counts too.
        else if ((kind == FrameKind.Whole && method->MinBytes != 0) || (outer != null && !frame->WorkingSet.Equals(frame->WorkingSetStart)))
        {
            return false;
        }

        // First and before all else: a report that finds another activation running than the innermost one reads again.
        Volatile.Write(ref *(nint*)&method->Running, (nint)outer);
        // Even still: the whole of it is one step to whoever meets neither.
        Volatile.Write(ref ledger->Version, ledger->Version + 2);
        if (bytes != 0)
        {
            LineCounters.SumsOf(line)->Bytes += now - frame->Last;
            frame->Last = now;
            if (outer != null)
                Repeat(frame, outer, bytes);
            // The caller's own booking takes these bytes in when its line ends.
            LineCounters.SumsOf(caller->Line)->CalleeBytes += bytes;
        }
        if (TypeSwitch.IsOn)
            Frame.MeetQuantum(caller, frame->Quantum);
        Volatile.Write(ref *(nint*)&ledger->Current, (nint)caller);
        if (kind != FrameKind.Whole)
            frame->State.Word = 0;
        return true;
    }

    /// <summary>Fills a frame and makes it its thread's innermost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Begin(ThreadLedger* ledger, MethodCounters* counters, Frame* frame, int slot, FrameKind kind, long now, long quantum, MemoryReading workingSet)
    {
        var line = MethodCounters.Line(counters, slot);
        // What is a call of its own is counted where it begins; the probes of others know whether they are.
        if (kind is FrameKind.Whole or FrameKind.Scope)
            LineCounters.Visit(line);
        frame->Method = counters;
        frame->Line = line;
        frame->Start = now;
        frame->Last = now;
        frame->Quantum = quantum;
        frame->WorkingSet = workingSet;
        frame->ReadingDue = now + LineWatch.DueAfterBytes;
        var outer = counters->Running;
        frame->Outer = outer;
        if (outer != null)
        {
            var outerLine = outer->Line;
            frame->OuterBytes = outerLine->Sums.Bytes - outerLine->Sums.RepeatedBytes;
            frame->OuterIncrement = outerLine->Sums.WorkingSetIncrement - outerLine->Sums.RepeatedIncrement;
            frame->WorkingSetStart = workingSet;
        }
        counters->Running = frame;
        // A report by another thread sees either no frame or all of it.
        Volatile.Write(ref *(nint*)&ledger->Current, (nint)frame);
    }

    /// <summary>Begins a visit of a line that is counted on a slot of its own or on the line's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Visit(Frame* frame, int slot, int visitSlot)
    {
        var method = frame->Method;
        var line = MethodCounters.Line(method, slot);
        frame->Line = line;
        if (visitSlot == slot)
            LineCounters.Visit(line);
        else
            MethodCounters.Visit(method, visitSlot);
    }

    /// <summary>Marks what the outer activation's line is about to count as a whole (recursion).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Repeat(Frame* frame, Frame* outer, long bytes)
    {
        var line = outer->Line;
        frame->Method->RepeatedBytes += bytes;
        frame->Method->RepeatedIncrement += frame->WorkingSet - frame->WorkingSetStart;
        line->Sums.RepeatedBytes = line->Sums.Bytes - frame->OuterBytes;
        line->Sums.RepeatedIncrement = line->Sums.WorkingSetIncrement - frame->OuterIncrement;
    }
}
