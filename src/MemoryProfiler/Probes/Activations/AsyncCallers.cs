using System.Diagnostics;
using System.Runtime.InteropServices;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.Counters;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Probes.Activations;

/// <summary>Puts the callers of a call back below what goes on of it on a thread. Takes them away when that ends.</summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
static unsafe class AsyncCallers
{
    const int OnStack = 64;

    /// <summary>
    /// Opens the callers of a call, outermost first. From here on nesting books the call's bytes on their lines as if it
    /// had never suspended. It does so in the ledger of the thread that runs it.
    /// </summary>
    public static void Open(LogicalCall* call)
    {
        var count = 0;
        // A caller that runs below on this stack has the bytes by nesting, and so have its own callers.
        for (var inner = call; inner->Caller != null; inner = inner->Caller)
        {
            count++;
            if (IsOpen(inner->Caller))
                break;
        }
        if (count <= OnStack)
        {
            var calls = stackalloc LogicalCall*[OnStack];
            Open(call, calls, count);
        }
        else
        {
            var calls = (LogicalCall**)NativeMemory.Alloc((nuint)count, (nuint)sizeof(LogicalCall*));
            Open(call, calls, count);
            NativeMemory.Free(calls);
        }
    }

    static void Open(LogicalCall* call, LogicalCall** calls, int count)
    {
        for (var i = 0; i < count; i++, call = call->Caller)
            calls[i] = call;
        for (var i = count - 1; i >= 0; i--)
        {
            var isOpen = i == count - 1 && IsOpen(calls[i]->Caller);
            var frame = OpenLine(calls[i]->Line);
            if (frame == null)
                return;
            BeGuest(frame, calls[i]->Caller, isOpen);
        }
    }

    /// <summary>
    /// Lets an async iterator that waits behind a yield go on for who asks for its next step. It goes on for that line,
    /// and not for the one that asked for the first.
    /// </summary>
    public static void Ask(LogicalCall* call)
    {
        var ledger = LedgerRegistry.Current;
        var consumer = ledger == null || ledger->Current == ledger->Suppressed ? null : ledger->Current;
        if (consumer == null || consumer->Method == null || !Asks(consumer, call))
            return;
        LogicalCall* caller;
        using (OwnWork.Begin())
            caller = LogicalCall.Of(consumer);
        call->Line = new CallerLine { Method = consumer->Method->Method, SlotCount = consumer->Method->LineCount, Slot = consumer->Slot };
        if (caller == call->Caller)
            return;
        LogicalCalls.AddReference(caller);
        LogicalCall.Release(call->Caller, 1, ledger);
        call->Caller = caller;
    }

    // What is innermost may only have completed what a consumer waits for that is not profiled: then there is no caller, or it
    // is still open elsewhere.
    static bool Asks(Frame* consumer, LogicalCall* call) =>
        call->Caller != null && (call->Caller == consumer->Call || call->Caller->IsOver || IsOpen(call->Caller));

    /// <summary>Opens one line of a caller; null when nothing is recorded.</summary>
    public static Frame* OpenLine(in CallerLine line)
    {
        var frame = Activation.Open(line.Method, line.SlotCount, line.Slot, FrameKind.Caller);
        // The line gets bytes behind its visit's end.
        if (frame != null)
            MethodCounters.Visits(frame->Method)[line.Slot].IsMixed = true;
        return frame;
    }

    /// <summary>Lets what a line allocates from now on be its call's.</summary>
    public static void BeGuest(Frame* line, LogicalCall* call, bool isOpen)
    {
        line->State.IsInsideItself = isOpen;
        LogicalCall.AddGuest(call);
        Volatile.Write(ref *(nint*)&line->Call, (nint)call);
    }

    /// <summary>Gives up telling the visits of the lines that call something which suspends: they get bytes behind their visit's end.</summary>
    public static void MixLines(Frame* segment)
    {
        for (var caller = segment->Caller; caller->Method != null; caller = caller->Caller)
            MethodCounters.Visits(caller->Method)[caller->Slot].IsMixed = true;
    }

    /// <summary>Whether a frame of a call is on the current thread's stack.</summary>
    public static bool IsOpen(LogicalCall* call)
    {
        var ledger = LedgerRegistry.Current;
        for (var frame = ledger == null ? null : ledger->Current; frame != null && frame->Method != null; frame = frame->Caller)
        {
            if (frame->Call == call)
                return true;
        }
        return false;
    }

    /// <summary>Says that a segment hands its call over. The calls that it runs for have its bytes so far, and wait for the rest.</summary>
    public static void Leave(Frame* segment)
    {
        var now = AllocationClock.Now(segment->Context, out _);
        Mark(segment, now);
        for (var caller = segment->Caller; caller->State.Kind == FrameKind.Caller; caller = caller->Caller)
            Mark(caller, now);

        static void Mark(Frame* frame, long now)
        {
            if (frame->Call == null || frame->State.IsLeaving)
                return;
            frame->State.IsLeaving = true;
            LogicalCall.BeginLeave(frame->Call);
            // Whoever keeps this thread busy meanwhile may do so for longer than anybody waits.
            LogicalCall.Give(frame, now);
        }
    }

    /// <summary>Waits, not for long, for segments on other threads that hand a call over and have not ended yet.</summary>
    public static void WaitForLeaving(LogicalCall* call)
    {
        if (LogicalCall.IsBeingLeft(call))
            LogicalCall.WaitForLeaving(call, LeavingHere(call));
    }

    static int LeavingHere(LogicalCall* call)
    {
        var count = 0;
        var ledger = LedgerRegistry.Current;
        for (var frame = ledger == null ? null : ledger->Current; frame != null && frame->Method != null; frame = frame->Caller)
        {
            if (frame->Call == call && frame->State.IsLeaving)
                count++;
        }
        return count;
    }

    /// <summary>Closes the callers below an activation that has just been closed, and lets go of its call.</summary>
    public static void Close(Frame* activation)
    {
        var ledger = activation->Ledger;
        var now = activation->Last;
        for (var caller = ledger->Current; caller->State.Kind == FrameKind.Caller; caller = ledger->Current)
        {
            var kept = caller->State.KeepsCall ? caller->Call : null;
            SlowActivation.Close(caller, ref now, activation->Quantum);
            Frame.Clear(caller);
            LogicalCall.Release(kept, 1, ledger);
        }
        if (activation->Call == null)
            return;
        if (CallWatch.IsInUse && activation->State.IsCompleted)
            CallWatch.Completed(activation->Call);
        LogicalCall.Release(activation->Call, activation->State.IsCompleted ? 2 : 1, ledger);
    }
}
