using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Probes.Activations;

/// <summary>Ends the segments of methods of the runtime's own async that suspend together, each a caller of the next.</summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
static unsafe class SuspendedSegments
{
    /// <summary>Whether what segments suspend with is still there. Set before the first of them begins.</summary>
    public static delegate*<nint, bool> IsHeld;

    /// <summary>Hands the calls over; what the runtime allocates from here on to suspend them is still the innermost's.</summary>
    /// <param name="node">What they suspend with.</param>
    /// <param name="chained">Gets what the runtime would have called without the profiler, or 0.</param>
    /// <returns>What <see cref="End"/> needs; null if none of them is recorded, or that is under way.</returns>
    public static Frame* Begin(nint node, nint* chained = null)
    {
        if (chained != null)
            *chained = 0;
        var outermost = Outermost(node);
        if (outermost == null)
            return null;
        if (chained != null)
            *chained = outermost->Chained;
        try
        {
            for (var frame = outermost->Ledger->Current; ; frame = frame->Caller)
            {
                if (frame->Node == node)
                    Leave(frame);
                if (frame == outermost)
                    return outermost;
            }
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write("A suspended call could not be noted; what it allocates from here on is missing.", e);
            return outermost;
        }
    }

    /// <summary>Ends the segments.</summary>
    /// <param name="outermost">What <see cref="Begin"/> returned.</param>
    public static void End(Frame* outermost)
    {
        if (outermost == null)
            return;
        var node = outermost->Node;
        while (true)
        {
            var frame = outermost->Ledger->Current;
            while (frame->Node != node && frame != outermost && frame->Method != null)
                frame = frame->Caller;
            if (frame->Node != node)
                return;
            SlowActivation.Exit(frame);
            if (frame == outermost)
                return;
        }
    }

    /// <summary>
    /// Ends the segment of a call that was suspended unnoticed, and those that were with it, where they last counted. It is
    /// false where that was on another thread, which finds out by itself.
    /// </summary>
    public static bool TryEndLate(LogicalCall* call)
    {
        var frame = call->Running;
        if (frame->Ledger != LedgerRegistry.Current || frame->Reserved != call)
        {
            // None of its bytes is known from here on.
            call->Running = null;
            return false;
        }
        var now = AllocationClock.Now(frame->Context, out var quantum);
        if (AbandonedFrames.CloseAbove(frame, ref now, quantum))
            EndLate(frame->Ledger, frame->Node);
        return true;
    }

    /// <summary>Ends the innermost segments, if they were suspended unnoticed: an activation is about to begin that is none of theirs.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void EndLate(ThreadLedger* ledger)
    {
        for (var frame = ledger->Current; frame->Reserved != null && !frame->State.IsLeaving && !IsHeld(frame->Node); frame = ledger->Current)
            EndLate(ledger, frame->Node);
    }

    static void EndLate(ThreadLedger* ledger, nint node)
    {
        for (var frame = ledger->Current; frame->Reserved != null && frame->Node == node; frame = ledger->Current)
            EndLate(frame);
    }

    /// <summary>Ends the innermost activation, a segment that was suspended unnoticed.</summary>
    public static void EndLate(Frame* frame)
    {
        var call = frame->Reserved;
        if (call->Running == frame)
        {
            Suspend(frame);
            call->Running = null;
            call->IsAway = true;
        }
        var caller = frame->Caller;
        var calleeBytes = caller->Line->Sums.CalleeBytes;
        var isCounted = caller->Last > frame->Start;
        var end = Frame.LastCounted(frame);
        SlowActivation.Close(frame, ref end, frame->Quantum, isLate: true);
        // The caller has counted these bytes as its own by now.
        if (isCounted)
            caller->Line->Sums.CalleeBytes = calleeBytes;
        AsyncCallers.Close(frame);
        Frame.Clear(frame);
    }

    static Frame* Outermost(nint node)
    {
        var ledger = LedgerRegistry.Current;
        Frame* found = null;
        for (var frame = ledger == null ? null : ledger->Current; frame != null && frame->Method != null; frame = frame->Caller)
        {
            if (frame->Node == node)
            {
                // An awaiter that the runtime does not call directly comes here a second time.
                if (frame->State.IsLeaving)
                    return found;
                found = frame;
            }
            else if (found != null && frame->State.Kind != FrameKind.Caller)
            {
                return found;
            }
        }
        return found;
    }

    static void Leave(Frame* frame)
    {
        var call = frame->Reserved;
        Suspend(frame);
        AsyncCallers.Leave(frame);
        if (CallWatch.IsInUse)
            CallWatch.Suspended(frame);
        call->Running = null;
        call->IsAway = true;
    }

    static void Suspend(Frame* frame)
    {
        var call = frame->Reserved;
        if (!call->HasSuspended)
        {
            using (OwnWork.Begin())
                LogicalCall.Of(frame);
            call->HasSuspended = true;
            AsyncCallers.MixLines(frame);
            ThreadLedger.TakeOut(frame->Ledger, call->OwnBytes);
        }
        call->Slot = frame->Slot;
        frame->State.IsWithCaller = false;
    }
}
