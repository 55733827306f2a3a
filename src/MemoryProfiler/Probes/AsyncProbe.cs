using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.Notices;
using MemoryProfiler.Probes.Activations;
using MemoryProfiler.Probes.Suspensions;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Probes;

/// <summary>
/// The calls that the weaver writes into methods of the runtime's own async, beside those of <see cref="Probe"/>. Such a method
/// keeps in a local which call it is; behind each await and where a handler begins it asks for the activation anew, as it may go on
/// on another thread. Not meant to be written by hand. None of them throws or allocates on the managed heap.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
public static unsafe class AsyncProbe
{
    /// <summary>Begins a call.</summary>
    /// <param name="method">The process-wide id of the method.</param>
    /// <param name="slotCount">How many slots it has.</param>
    /// <param name="slot">The slot it starts in.</param>
    /// <param name="isCall">False for an async lambda, which is part of the method around it.</param>
    /// <param name="ownBytes">By how much weaving makes bigger, in bytes, what the runtime allocates when the call first suspends.</param>
    /// <returns>Which call it is; 0 when nothing is recorded.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Enter(int method, int slotCount, int slot, bool isCall, int ownBytes)
    {
        long call = 0;
        return IsRecorded ? Begun((Frame*)Probe.EnterSegment(method, slotCount, slot, isCall, ref call), ownBytes) : 0;
    }

    /// <summary>As <see cref="Enter"/> for an async lambda, and as <see cref="Probe.EnterDelegate"/>.</summary>
    /// <param name="method">The process-wide id of the method around it.</param>
    /// <param name="slotCount">How many slots that method has.</param>
    /// <param name="slot">The slot it starts in.</param>
    /// <param name="homes">As <see cref="Probe.EnterDelegate"/>.</param>
    /// <param name="owner">As <see cref="Probe.EnterDelegate"/>.</param>
    /// <param name="ownBytes">As <see cref="Enter"/>.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long EnterDelegate(int method, int slotCount, int slot, long homes, long owner, int ownBytes)
    {
        long call = 0;
        return IsRecorded ? Begun((Frame*)Probe.EnterAsyncDelegate(method, slotCount, slot, homes, owner, ref call), ownBytes) : 0;
    }

    /// <summary>As <see cref="Enter"/>, for a method that delegates run: see <see cref="Probe.EnterHanded"/>.</summary>
    /// <param name="method">The process-wide id of the method.</param>
    /// <param name="slotCount">How many slots it has.</param>
    /// <param name="target">What <see cref="Probe.HandOut"/> knows the method by.</param>
    /// <param name="ownBytes">As <see cref="Enter"/>.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long EnterHanded(int method, int slotCount, int target, int ownBytes)
    {
        long call = 0;
        return IsRecorded ? Begun((Frame*)Probe.EnterHandedSegment(method, slotCount, target, ref call), ownBytes) : 0;
    }

    /// <summary>The activation of a call that has just begun.</summary>
    /// <param name="call">What <see cref="Enter"/> returned.</param>
    /// <returns>As <see cref="Resume"/>.</returns>
    public static nint Begin(long call) => call == 0 ? 0 : (nint)((LogicalCall*)(nint)call)->Running;

    /// <summary>Asks for the activation; begins the next segment if the call has been suspended.</summary>
    /// <param name="call">What <see cref="Enter"/> returned.</param>
    /// <returns>What <see cref="Probe.Line"/> and its like need; 0 when nothing is recorded.</returns>
    public static nint Resume(long call)
    {
        var logical = (LogicalCall*)(nint)call;
        if (logical == null)
            return 0;
        if (logical->IsAway)
            return Return(logical);
        var frame = logical->Running;
        return frame == null || SuspensionHook.IsWatching(frame) ? (nint)frame : ReturnUnnoticed(logical);
    }

    /// <summary>Ends a call, however its method is left.</summary>
    /// <param name="call">What <see cref="Enter"/> returned.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Exit(long call)
    {
        var logical = (LogicalCall*)(nint)call;
        if (logical == null)
            return;
        // An exception of what was awaited may have come here straight.
        var frame = (Frame*)Resume(call);
        if (frame == null)
        {
            // Recorded up to a suspension alone.
            if (logical->HasSuspended && LedgerRegistry.Current != null)
                LogicalCall.Release(logical, 1, LedgerRegistry.Current);
            return;
        }
        frame->State.IsCompleted = true;
        var isKnown = frame->Call != null;
        if (isKnown)
            LogicalCall.EndHandOuts(logical);
        var ledger = frame->Ledger;
        SuspensionHook.Leave(frame);
        SlowActivation.Exit(frame);
        if (!isKnown)
            LogicalCalls.Give(ledger, logical);
    }

    // What begins a call is never inlined: the JIT would keep its result twice while the call is suspended.
    static bool IsRecorded => ProfilerSwitch.IsOn && SuspensionHook.IsKnown;

    static long Begun(Frame* frame, int ownBytes)
    {
        if (frame == null)
            return 0;
        var call = LogicalCalls.Take(frame->Ledger, LogicalCall.References);
        call->OwnBytes = ownBytes;
        call->Running = frame;
        SuspensionHook.Watch(frame, call);
        return (nint)call;
    }

    // What is not woven awaits a struct by its own methods: the runtime told that one alone.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static nint ReturnUnnoticed(LogicalCall* call)
    {
        if (SuspendedSegments.TryEndLate(call))
            return Return(call);
        UnwatchedCalls.Add();
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static nint Return(LogicalCall* call)
    {
        call->IsAway = false;
        long word = (nint)call;
        var frame = (Frame*)Probe.EnterSegment(call->Method, call->SlotCount, slot: 0, isCall: false, ref word);
        call->Running = frame;
        if (frame != null)
            SuspensionHook.Watch(frame, call);
        return (nint)frame;
    }
}
