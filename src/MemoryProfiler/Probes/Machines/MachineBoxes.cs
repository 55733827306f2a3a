using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Probes.Activations;

namespace MemoryProfiler.Probes.Machines;

/// <summary>
/// Tells the new among the objects that builders of tasks keep state machines in. A builder that is not the runtime's may
/// take one from a pool, make one at each suspension, or none.
/// </summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
static unsafe class MachineBoxes
{
    // By how much the weaver's field makes each of them bigger.
    const int FieldBytes = sizeof(long);

    // A box that comes from a pool was new once, and met here then.
    static readonly ConditionalWeakTable<object, object?> _known = [];

    /// <summary>Remembers where the clock stands as a segment suspends through a builder that is not the runtime's.</summary>
    public static void Suspend(Frame* segment, bool isFirst)
    {
        var ledger = segment->Ledger;
        segment->IsFirstSuspension = isFirst;
        segment->MadeBoxes = ledger->MadeBoxes;
        segment->SuspendedAt = AllocationClock.Now(segment->Context, out _) - ledger->OwnBytes;
    }

    /// <summary>Behind the builder's call: takes the field out of the box that it has made, if it has made one.</summary>
    /// <param name="segment">The segment that suspended.</param>
    /// <param name="builder">The builder.</param>
    public static void Suspended<TBuilder, TMachine>(Frame* segment, ref TBuilder builder)
    {
        // No box is smaller.
        var least = Unsafe.SizeOf<TMachine>() + (2 * sizeof(nint));
        var made = AllocationClock.Now(segment->Context, out _) - segment->Ledger->OwnBytes - segment->SuspendedAt;
        if (made >= least)
            Look<TBuilder, TMachine>(segment, ref builder);
        else if (segment->IsFirstSuspension)
            segment->Call->Boxing = MachineBoxing.Kept;
    }

    /// <summary>Takes the field out in a builder that is profiled itself, behind what has made a box or may have made one.</summary>
    /// <param name="box">The box, or what else holds a state machine; null for none.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Made(object? box)
    {
        var ledger = LedgerRegistry.Current;
        if (box == null || ledger == null || !IsNew(box))
            return;
        ledger->MadeBoxes++;
        ThreadLedger.TakeOut(ledger, FieldBytes);
    }

    /// <summary>The box that a builder holds; null if none is found.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static object? In<TBuilder, TMachine>(ref TBuilder builder)
    {
        using (OwnWork.Begin())
            return KnownBox<TBuilder, TMachine>.In(ref builder);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Look<TBuilder, TMachine>(Frame* segment, ref TBuilder builder)
    {
        var box = segment->IsFirstSuspension ? In<TBuilder, TMachine>(ref builder) : null;
        if (segment->IsFirstSuspension)
            segment->Call->Boxing = box == null ? MachineBoxing.Anew : MachineBoxing.Kept;
        // The first segment may not have got here yet.
        else if (segment->Call->Boxing == MachineBoxing.Unknown)
            AsyncCallers.WaitForLeaving(segment->Call);
        var isNew = box != null ? IsNew(box) : segment->Call->Boxing == MachineBoxing.Anew && segment->Ledger->MadeBoxes == segment->MadeBoxes;
        if (isNew)
            ThreadLedger.TakeOut(segment->Ledger, FieldBytes);
    }

    static bool IsNew(object box)
    {
        using (OwnWork.Begin())
            return _known.TryAdd(box, null);
    }
}
