using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.Counters;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Probes.Activations;

/// <summary>
/// Begins what a call has handed out as a delegate where the call itself is not below it on the thread. The call's line
/// and its callers are put back, as for an async call that is resumed, and get what it allocates. Where nobody knows
/// which call that is, or it has ended, the bytes are noted as outside of all calls.
/// </summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
static unsafe class PartOwners
{
    const int HomeBits = 16;
    const long HomeMask = (1L << HomeBits) - 1;

    /// <summary>Whether a part needs nothing but its own frame: an activation that it belongs to is below it on the thread.</summary>
    /// <param name="method">The method's number.</param>
    /// <param name="owner">The id of the call that it belongs to, or 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAtHome(int method, long owner)
    {
        var ledger = LedgerRegistry.Current;
        if (ledger == null)
            return false;
        var running = MethodTable.Find(&ledger->Methods, method)->Running;
        return running != null && (owner == 0 || (running->Call != null && LogicalCalls.IdOf(running->Call) == owner) || IsBelow(running->Outer, owner));
    }

    static bool IsBelow(Frame* running, long owner)
    {
        for (; running != null; running = running->Outer)
        {
            if (running->Call != null && LogicalCalls.IdOf(running->Call) == owner)
                return true;
        }
        return false;
    }

    /// <summary>Begins a part that is not at home.</summary>
    /// <param name="method">The process-wide id of the method around it.</param>
    /// <param name="slotCount">How many slots that method has.</param>
    /// <param name="slot">The slot of the part's first line.</param>
    /// <param name="homes">The lines that the part is handed out on, from the inside out. Each has 16 bits, with the slot plus one.</param>
    /// <param name="owner">The id of the call that it belongs to, or 0 where that has to be found.</param>
    /// <param name="kind">What kind of frame it is.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Frame* Open(int method, int slotCount, int slot, long homes, long owner, FrameKind kind)
    {
        var call = OfThisSide(owner != 0 ? LogicalCalls.TryAcquire(owner) : HandOuts.TryAcquire(method, out _));
        if (call != null && !OpenLines(call, homes))
            return null;
        var isInside = call == null && LedgerRegistry.Current != null && ThreadLedger.Find(LedgerRegistry.Current, method) is var counters && counters != null && counters->Running != null;
        var frame = Activation.Open(method, slotCount, slot, kind);
        if (frame == null || isInside)
            return frame;
        if (kind == FrameKind.Part)
            frame->State.Kind = FrameKind.SharedPart;
        if (call == null)
            frame->State.IsLost = true;
        else if (CallWatch.IsInUse)
            CallWatch.Resumed(frame, call);
        return frame;
    }

    /// <summary>
    /// Begins a call of a method that another call has handed out. Nothing may be below it on the thread, and one call
    /// alone can have handed it out.
    /// </summary>
    /// <returns>The call that handed it out, whose lines have been put back; null if there is none.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static LogicalCall* OpenCaller(int method)
    {
        var call = OfThisSide(HandOuts.TryAcquire(method, out var slot));
        return call != null && OpenLines(call, slot + 1) ? call : null;
    }

    /// <summary>Whether nothing is below what begins now on its thread.</summary>
    public static bool IsOutermost()
    {
        var ledger = LedgerRegistry.Current;
        return ledger == null || ledger->Current == ledger->Root;
    }

    /// <summary>Makes an activation end the slow path, where the lines that were put back below it are taken away.</summary>
    public static Frame* Called(Frame* frame, LogicalCall* caller)
    {
        if (frame == null || caller == null)
            return frame;
        if (frame->State.Kind == FrameKind.Whole)
            frame->State.Kind = FrameKind.Shared;
        if (CallWatch.IsInUse)
            CallWatch.Resumed(frame, caller);
        return frame;
    }

    /// <summary>A call, if it is the program's where the program runs, or an assertion's where that calls: the bytes of one are none of the other's.</summary>
    static LogicalCall* OfThisSide(LogicalCall* call)
    {
        var ledger = LedgerRegistry.Current;
        if (call == null || ledger == null || call->IsAsserted == ledger->IsAsserted)
            return call;
        LogicalCall.Release(call, 1, ledger);
        return null;
    }

    /// <summary>Puts the callers of a call back, and its own lines; lets go of it where that cannot be.</summary>
    static bool OpenLines(LogicalCall* call, long homes)
    {
        AsyncCallers.Open(call);
        Frame* inner = null;
        for (var shift = OutermostHome(homes); shift >= 0; shift -= HomeBits)
        {
            var slot = (int)((homes >> shift) & HomeMask) - 1;
            var frame = AsyncCallers.OpenLine(new CallerLine { Method = call->Method, SlotCount = call->SlotCount, Slot = Math.Max(slot, 0) });
            if (frame == null)
            {
                LogicalCall.Release(call, 1, LedgerRegistry.Current);
                return false;
            }
            if (inner == null)
            {
                AsyncCallers.BeGuest(frame, call, isOpen: false);
                frame->State.KeepsCall = true;
            }
            inner = frame;
        }
        return true;
    }

    // Without any, the bytes are the declaration's.
    static int OutermostHome(long homes)
    {
        var shift = 0;
        while (shift < 64 - HomeBits && homes >> (shift + HomeBits) != 0)
            shift += HomeBits;
        return shift;
    }

    /// <summary>
    /// The logical call that the code of an activation belongs to. It is its own, or, for a part, that of the call around
    /// it; null if nobody knows.
    /// </summary>
    public static LogicalCall* CallOf(Frame* frame)
    {
        for (; frame != null; frame = frame->Outer)
        {
            switch (frame->State.Kind)
            {
                case FrameKind.Part or FrameKind.SharedPart:
                case FrameKind.Async or FrameKind.Iterator when !frame->State.IsCall:
                    break;
                case FrameKind.Caller:
                    if (frame->Call != null)
                        return frame->Call;
                    break;
                default:
                    return Made(frame);
            }
        }
        return null;
    }

    static LogicalCall* Made(Frame* frame)
    {
        var isNew = frame->Call == null;
        var call = LogicalCall.Of(frame);
        if (isNew && CallWatch.IsInUse)
            CallWatch.HandedOut(frame);
        return call;
    }
}
