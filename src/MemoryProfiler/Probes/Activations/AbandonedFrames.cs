using System.Runtime.CompilerServices;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Measurement.Clock;

namespace MemoryProfiler.Probes.Activations;

/// <summary>Closes activations that an exception left open, as their methods have no finally.</summary>
static unsafe class AbandonedFrames
{
    /// <summary>Closes what callees of an activation left open; false if the activation itself is not open any more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool CloseAbove(Frame* frame, ref long now, long quantum)
    {
        var ledger = frame->Ledger;
        var open = ledger->Current;
        while (open != frame && open != ledger->Root)
            open = open->Caller;
        if (open != frame)
            return false;
        while (ledger->Current != frame)
            Close(ledger->Current, ref now, quantum);
        return true;
    }

    /// <summary>Closes the innermost activations as far as their methods cannot be running any more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Close(ThreadLedger* ledger)
    {
        var now = AllocationClock.Now(ledger->Context, out var quantum);
        // The stack grows downwards: whoever runs above an open activation cannot have been called by it.
        while (IsAbandoned(ledger->Current, (nuint)(&now)))
            Close(ledger->Current, ref now, quantum);
    }

    static bool IsAbandoned(Frame* frame, nuint stackAddress) =>
        frame->StackAddress > Frame.WatchesEntries && (stackAddress > frame->StackAddress || IsLeftBehind(frame));

    /// <summary>Whether a caller further out has run lines since: those between were left behind with this one.</summary>
    static bool IsLeftBehind(Frame* frame)
    {
        // A scope's caller goes on by design: only a frame without a finally can have been left behind.
        for (; frame->StackAddress > Frame.WatchesEntries; frame = frame->Caller)
        {
            if (HasCallerGoneOn(frame))
                return true;
        }
        return false;
    }

    // While a callee runs no line of its caller begins or ends.
    static bool HasCallerGoneOn(Frame* frame) => frame->Caller->Last > frame->Start;

    static void Close(Frame* frame, ref long now, long quantum)
    {
        if (frame->Reserved != null)
        {
            SuspendedSegments.EndLate(frame);
            return;
        }
        // A scope's bytes become callee bytes of its caller's line here, which books the rest as its own again.
        if (frame->State.Kind == FrameKind.Scope)
            frame->Caller->State.IsCovered = false;
        if (!IsLeftBehind(frame))
        {
            SlowActivation.Close(frame, ref now, quantum);
            return;
        }
        var ledger = frame->Ledger;
        var isCounted = HasCallerGoneOn(frame);
        var line = frame->Caller->Line;
        var calleeBytes = line->Sums.CalleeBytes;
        var end = Frame.LastCounted(frame);
        var own = ledger->OwnBytes;
        SlowActivation.Close(frame, ref end, frame->Quantum, isLate: true);
        now += ledger->OwnBytes - own;
        if (!isCounted)
            return;
        // The caller has counted these bytes as its own by now: only the callee's own figures were left to finish.
        ledger->Version++;
        ledger->Corrections++;
        line->Sums.CalleeBytes = calleeBytes;
        Volatile.Write(ref ledger->Version, ledger->Version + 1);
    }
}
