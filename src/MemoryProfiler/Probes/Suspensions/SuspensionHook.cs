using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.Notices;
using MemoryProfiler.Probes.Activations;

namespace MemoryProfiler.Probes.Suspensions;

/// <summary>
/// Is told by the runtime when methods of its own async suspend. No code of theirs runs then, but before anything can
/// resume them the runtime calls what awaits them, by an address that it keeps on the stack of whoever runs them. This class
/// puts its own there. Safe from any thread.
/// </summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
static unsafe class SuspensionHook
{
    // Without initializers: whatever is allocated for a first use is none of the line's.
    static SuspensionState? _state;
    static bool _isBound;

    static nint Address => (nint)(delegate*<object, int, Action, void>)&Suspended;

    /// <summary>Whether the runtime is one whose state is known. Notes the call if not.</summary>
    public static bool IsKnown
    {
        get
        {
            if (Volatile.Read(ref _isBound) ? _state != null : Load())
                return true;
            UnwatchedCalls.Add();
            return false;
        }
    }

    /// <summary>Lets a segment that has begun be ended when its method suspends.</summary>
    public static void Watch(Frame* segment, LogicalCall* call)
    {
        segment->Reserved = call;
        nint earlier;
        Frame.SetNode(segment, _state!.Arm(Address, (nint)(&earlier)));
        segment->Chained = earlier == Address ? 0 : earlier;
    }

    /// <summary>Gives the place back to another copy of the library that had put its own address there.</summary>
    public static void Leave(Frame* segment)
    {
        nint mine;
        if (segment->Chained != 0)
            _state!.Arm(segment->Chained, (nint)(&mine));
    }

    /// <summary>Whether what runs is still the segment that was watched, and nothing has suspended it unnoticed.</summary>
    public static bool IsWatching(Frame* segment)
    {
        nint earlier;
        return _state!.Arm(Address, (nint)(&earlier)) == segment->Node && earlier != 0;
    }

    static bool IsHeld(nint node) => _state!.Holds(node);

    /// <summary>What an awaiter does as it is told what to go on with, where the runtime calls it directly.</summary>
    public static Frame* Begin()
    {
        if (_state is not { } state)
            return null;
        nint earlier;
        return SuspendedSegments.Begin(state.Arm(Address, (nint)(&earlier)));
    }

    // Called by the runtime in place of what awaits: all methods have returned, and none has been resumed.
    static void Suspended(object head, int offset, Action action)
    {
        nint chained;
        nint earlier;
        var state = _state!;
        var outermost = SuspendedSegments.Begin(state.Arm(Address, (nint)(&earlier)), &chained);
        state.GoOn(head, action.Target!, chained);
        SuspendedSegments.End(outermost);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static bool Load()
    {
        using var own = OwnWork.Begin();
        try
        {
            // Two threads may each find it: one is as good as the other.
            _state = SuspensionState.Find();
            SuspendedSegments.IsHeld = &IsHeld;
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write("The runtime keeps its own async in another way than is known; such methods are not recorded.", e);
        }
        Volatile.Write(ref _isBound, true);
        return _state != null;
    }
}
