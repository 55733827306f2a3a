using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.Marks;
using MemoryProfiler.Ledger.Notices;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes.Lines;
using MemoryProfiler.Settings;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Probes.Activations;

/// <summary>The way of <see cref="Activation"/> that is right whatever happens: ticks, new allocation quanta, collections, who watches, what is missing.</summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
static unsafe class SlowActivation
{
    /// <summary>As <see cref="Activation.Open"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Frame* Open(int method, int slotCount, int slot, FrameKind kind)
    {
        var ledger = LedgerRegistry.Current;
        if (ledger != null && ledger->Current->StackAddress > Frame.WatchesEntries)
            AbandonedFrames.Close(ledger);
        if (ledger != null && ledger->Current->Reserved != null)
            SuspendedSegments.EndLate(ledger);
        if (ledger == null || ledger->Current->Next == null || ThreadLedger.Find(ledger, method) == null)
        {
            if (!Prepare(method, slotCount))
                return null;
            ledger = LedgerRegistry.Current;
        }
        var workingSet = WorkingSetReading.AtEntry(ledger);
        var caller = ledger->Current;
        var frame = caller->Next;
        var now = AllocationClock.Now(ledger->Context, out var quantum);
        if (caller->Quantum != quantum)
        {
            if (TypeSwitch.IsOn)
                LineMarks.Add(ledger, caller, now, now - Frame.LastCounted(caller));
            now = PhantomCheck.Run(ledger, now);
            if (!caller->State.IsCovered)
                caller->Quantum = quantum;
        }
        Frame.Clear(frame);
        frame->State.Kind = kind;
        var counters = ThreadLedger.Find(ledger, method);
        counters->Tick = ledger->Tick;
        Activation.Begin(ledger, counters, frame, slot, kind, now, quantum, workingSet);
        if (CallWatch.IsInUse && method != MethodIds.Calibration)
            CallWatch.Opened(frame);
        return frame;
    }

    /// <summary>Begins a plain call and its first line, before which nothing was allocated: one behind the other.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Frame* OpenBehindEntry(int method, int slotCount, int slot)
    {
        var frame = Activation.Open(method, slotCount, slot: 0, FrameKind.Whole);
        if (frame == null)
            return null;
        var hasBegun = false;
        try
        {
            Activation.Count(frame, slot, slot);
            hasBegun = true;
        }
        finally
        {
            // The method's own finally has nothing to end yet.
            if (!hasBegun)
                Exit(frame);
        }
        return frame;
    }

    /// <summary>As <see cref="Activation.MoveTo"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MoveTo(Frame* frame, int slot, int visitSlot)
    {
        Book(frame);
        // The line that ended is the one that throws.
        if (PendingThrow.Any)
            PendingThrow.Throw(frame);
        Activation.Visit(frame, slot, visitSlot);
    }

    /// <summary>As <see cref="Activation.Count"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Count(Frame* frame, int slot, int visitSlot)
    {
        // What is proven of the bytes makes the last reading that of now.
        WorkingSetReading.Take(frame, frame->Line, frame->Last, bytes: 0);
        if (PendingThrow.Any)
            PendingThrow.Throw(frame);
        Activation.Visit(frame, slot, visitSlot);
    }

    /// <summary>As <see cref="Activation.CountPart"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void CountPart(int method, int slotCount, int slot, int visitSlot)
    {
        var frame = Open(method, slotCount, slot, FrameKind.Part);
        if (frame == null)
            return;
        Activation.Visit(frame, slot, visitSlot);
        Exit(frame);
    }

    /// <summary>
    /// As <see cref="Activation.CountCall"/>. Whoever watches calls, lines or the process's memory is told here, by an
    /// activation that ends before the method has begun: it cannot allocate.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static MethodCounters* CountCall(int method, int slotCount)
    {
        var frame = Open(method, slotCount, slot: 0, FrameKind.Whole);
        if (frame == null)
            return MethodCounters.Unrecorded;
        var counters = frame->Method;
        // Its end is no call's: what a call has allocated that fails is noted where it does.
        if (frame->State.Kind == FrameKind.Whole)
            frame->State.Kind = FrameKind.Part;
        try
        {
            TakeReadings(frame, slotCount);
            if (PendingThrow.Any)
                PendingThrow.Throw(frame);
        }
        finally
        {
            Exit(frame);
        }
        LetCount(counters);
        return counters;
    }

    /// <summary>As <see cref="Activation.OpenRecursive"/>: an activation, or null when nothing is recorded.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Frame* OpenRecursive(int method, int slotCount)
    {
        var frame = Activation.Open(method, slotCount, slot: 0, FrameKind.Whole);
        if (frame == null)
            return null;
        TakeReadings(frame, slotCount);
        frame->Line = frame->Lines;
        // No exception may leave the method, as nothing would end the activation: it ends the slow path, which passes it on.
        if (PendingThrow.Any)
            frame->Line->Tick = WorkingSetReading.NoTick;
        LetCount(frame->Method);
        return frame;
    }

    // For all lines: the probes of counted ones take none.
    static void TakeReadings(Frame* frame, int slotCount)
    {
        for (var slot = 0; slot < slotCount; slot++)
        {
            frame->Line = frame->Lines + slot;
            if (frame->Line->Tick != SlowPathTick.Current)
                WorkingSetReading.Take(frame, frame->Line, frame->Last, bytes: 0);
        }
    }

    static void LetCount(MethodCounters* counters)
    {
        if (LineWatch.IsEveryLine)
            counters->Tick = WorkingSetReading.NoTick;
        LedgerRegistry.CountCalls(CallWatch.Calls == WatchedCalls.None);
    }

    /// <summary>As <see cref="Activation.CallClock"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long CallClock()
    {
        var ledger = LedgerRegistry.Current;
        return ledger == null ? 0 : AllocationClock.Now(ledger->Context, out _) - ledger->OwnBytes;
    }

    /// <summary>Books what a counted call has allocated that an exception leaves: an activation as it would have been.</summary>
    /// <param name="method">The method's process-wide id.</param>
    /// <param name="slotCount">How many slots it has.</param>
    /// <param name="slot">The slot of the line that ran.</param>
    /// <param name="clock">What <see cref="Activation.CallClock"/> returned to the call.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Fail(int method, int slotCount, int slot, long clock)
    {
        var frame = Open(method, slotCount, slot, FrameKind.Part);
        if (frame == null)
            return;
        var ledger = frame->Ledger;
        var counters = frame->Method;
        var line = frame->Line;
        var caller = frame->Caller;
        frame->Start = clock + ledger->OwnBytes;
        frame->Last = frame->Start;
        Exit(frame);
        var bytes = frame->Last - frame->Start;
        // A call in this one that the same exception left has given its bytes to the line that both were called from.
        var inner = ledger->FailedFrom >= clock ? ledger->FailedBytes : 0;
        ledger->Version++;
        ledger->Corrections++;
        line->Sums.CalleeBytes += inner;
        ref var callers = ref caller->Line->Sums;
        // So may a filter have that called something profiled on the way.
        callers.CalleeBytes = Math.Min(callers.CalleeBytes - inner, callers.Bytes + frame->Last - caller->Last);
        counters->Failures++;
        Volatile.Write(ref ledger->Version, ledger->Version + 1);
        MethodCounters.Finish(counters, bytes);
        ledger->FailedFrom = clock;
        ledger->FailedBytes = bytes;
    }

    /// <summary>Ends a guarded activation, and those above it that an exception left open.</summary>
    /// <param name="frame">The activation.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Exit(Frame* frame)
    {
        var now = AllocationClock.Now(frame->Context, out var quantum);
        if (frame->Ledger->Current != frame && !AbandonedFrames.CloseAbove(frame, ref now, quantum))
            return;
        Close(frame, ref now, quantum);
        if (frame->State.Kind == FrameKind.Async || frame->Caller->State.Kind == FrameKind.Caller)
            AsyncCallers.Close(frame);
        Frame.Clear(frame);
    }

    /// <summary>Books what the running line allocated up to now.</summary>
    public static void Book(Frame* frame) => Book(frame, AllocationClock.Now(frame->Context, out var quantum), quantum);

    /// <summary>Ends an activation of any kind.</summary>
    /// <param name="frame">The innermost one of its thread.</param>
    /// <param name="now">The thread's clock; moved past what the profiler itself allocates meanwhile.</param>
    /// <param name="quantum">Tells the thread's allocation quantum, as of <paramref name="now"/>.</param>
    /// <param name="isLate">Whether the program has gone on since then.</param>
    public static void Close(Frame* frame, ref long now, long quantum, bool isLate = false)
    {
        var ledger = frame->Ledger;
        var method = frame->Method;
        // Before the version is odd: who watches lines may take a report here.
        Book(frame, now, quantum, isLate);
        // What the profiler itself allocated while it booked has moved the frame's clocks.
        now = frame->Last;
        // As must be the wait for who is about to add bytes.
        var ended = frame->State.Kind is FrameKind.Async or FrameKind.Caller ? null : frame->Call;
        var elsewhere = ended == null ? 0 : EndCall(frame);
        ledger->Version++;
        ledger->SlowEnds++;

        var bytes = now - frame->Start;
        if (ended == null && frame->Call != null)
            AddToCall(frame, bytes);
        else if (frame->State.EndsCall && !ThreadLedger.BeganBeforeReset(frame))
            MethodCounters.Finish(method, bytes + elsewhere);
        if (frame->State.IsLost && !frame->State.IsInsideItself)
            method->OutsideBytes += bytes;
        var outer = frame->Outer;
        method->Running = outer;
        if (outer != null)
            Activation.Repeat(frame, outer, bytes);

        // Lines of the caller inside a scope have booked theirs already.
        var caller = frame->Caller;
        caller->Line->Sums.CalleeBytes += now - Math.Max(frame->Start, caller->Last);
        if (TypeSwitch.IsOn)
            Frame.MeetQuantum(caller, quantum);

        ledger->Current = caller;
        Volatile.Write(ref ledger->Version, ledger->Version + 1);
        if (CallWatch.IsInUse)
            now += CallWatch.Closed(frame, bytes, elsewhere);
        if (PendingThrow.Any)
        {
            var own = ledger->OwnBytes;
            PendingThrow.PassOn(caller);
            now += ledger->OwnBytes - own;
        }
        if (ended == null)
            return;
        // Who looks at the frame's bytes from here on means the call's.
        frame->Start -= elsewhere;
        frame->Call = null;
        LogicalCall.Release(ended, 2, ledger);
    }

    static long EndCall(Frame* frame)
    {
        AsyncCallers.WaitForLeaving(frame->Call);
        var elsewhere = LogicalCall.End(frame->Call, out var running);
        // The lines that are still open count all of theirs as outside when they end.
        frame->Method->OutsideBytes -= running;
        return elsewhere;
    }

    static void AddToCall(Frame* frame, long bytes)
    {
        if (frame->State.Kind == FrameKind.Caller)
            LogicalCall.RemoveGuest(frame->Call);
        if (!frame->State.IsInsideItself && !LogicalCall.Add(frame->Call, bytes - frame->Given))
            frame->Method->OutsideBytes += bytes - frame->Given;
        if (!frame->State.IsLeaving)
            return;
        frame->State.IsLeaving = false;
        LogicalCall.EndLeave(frame->Call);
    }

    static void Book(Frame* frame, long now, long quantum, bool isLate = false)
    {
        var line = frame->Line;
        var bytes = now - frame->Last;
        // Of a line that the program has gone on since, the objects of now tell nothing.
        var marked = TypeSwitch.IsOn && !isLate ? now - Frame.LastCounted(frame) : long.MaxValue;
        line->Sums.Bytes += bytes;
        frame->Last = now;
        if (frame->Quantum != quantum)
        {
            if (TypeSwitch.IsOn)
                LineMarks.Add(frame->Ledger, frame, now, marked);
            PhantomCheck.Run(frame->Ledger, now, frame, bytes);
            // A table of that size always sends its line here, as a large object does.
            if (bytes >= CastTable.NextBytes)
                CastGrowths.Check(frame, bytes);
            // What both have allocated has moved it.
            now = frame->Last;
        }
        frame->Quantum = frame->State.IsCovered ? Frame.NoQuantum : quantum;
        if (frame->State.IsCovered)
            line->Sums.CalleeBytes += bytes;
        if (line->Tick != SlowPathTick.Current || now >= frame->ReadingDue)
            WorkingSetReading.Take(frame, line, now, bytes, isLate);
    }

    /// <summary>Makes the ledger, the counters or the frames that are missing; false if nothing is to be recorded.</summary>
    static bool Prepare(int method, int slotCount)
    {
        var mine = LedgerRegistry.Current;
        if (mine == null ? LedgerRegistry.IsAside : mine->Current == mine->Suppressed)
            return false;
        // What follows needs more stack than a probe does, and the program may be about to run out of it.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            UnrecordedCalls.Add();
            return false;
        }
        using var own = OwnWork.Begin();
        try
        {
            var ledger = LedgerRegistry.Current;
            if (ledger == null)
                ledger = LedgerRegistry.Attach();
            if (ThreadLedger.Find(ledger, method) == null)
                ThreadLedger.Add(ledger, method, slotCount);
            if (ledger->Current->Next == null)
                ThreadLedger.AddFrames(ledger);
            return true;
        }
        catch (OutOfMemoryException e)
        {
            UnrecordedCalls.Add();
            MemoryProfilerLog.Write("No native memory for the counters of a call; it is not recorded.", e);
            return false;
        }
    }
}
