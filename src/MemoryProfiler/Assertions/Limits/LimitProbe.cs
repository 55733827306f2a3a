using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Probes;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Probes.Activations;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Assertions.Limits;

/// <summary>
/// The calls that the weaver writes into <c>[MaxAllocation]</c> methods, where they are left normally. Not meant to be
/// written by hand. Within the limit they allocate nothing and take no lock.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
public static unsafe class LimitProbe
{
    /// <summary>Checks a call that has just ended.</summary>
    /// <param name="activation">What <see cref="Probe.Enter"/> returned.</param>
    /// <param name="limit">The most bytes.</param>
    /// <exception cref="AllocationLimitExceededException">It allocated more, and no exception is being dealt with.</exception>
    public static void Check(nint activation, long limit)
    {
        var frame = (Frame*)activation;
        // No other activation has begun on this thread since it ended: the frame still holds it.
        if (frame != null && frame->Last - frame->Start > limit)
            ThrowIfPossible(frame, frame->Last - frame->Start, limit);
    }

    /// <summary>Checks the enumeration of an iterator that has just ended a segment.</summary>
    /// <param name="activation">What <see cref="Probe.EnterIterator"/> or <see cref="Probe.EnterDisposal"/> returned.</param>
    /// <param name="call">The iterator's field for its call.</param>
    /// <param name="hasMore">Whether it yielded and will be resumed or disposed.</param>
    /// <param name="limit">The most bytes.</param>
    /// <exception cref="AllocationLimitExceededException">It allocated more, and no exception is being dealt with.</exception>
    public static void CheckIterator(nint activation, ref long call, bool hasMore, long limit)
    {
        var frame = (Frame*)activation;
        var bytes = new IteratorCall(call).Bytes;
        if (frame != null && !hasMore && bytes > limit)
            ThrowIfPossible(frame, bytes, limit);
    }

    /// <summary>Checks an async call that is about to complete.</summary>
    /// <param name="activation">What <see cref="Probe.EnterSegment"/> returned.</param>
    /// <param name="limit">The most bytes.</param>
    /// <returns>What its task fails with; null if it is within its limit.</returns>
    public static Exception? CheckCall(nint activation, long limit)
    {
        var frame = (Frame*)activation;
        if (frame == null)
            return null;
        var bytes = BytesOfCall(frame);
        // It replaces nothing: the task has no other end yet.
        return bytes > limit ? Exceeded(frame, bytes, limit, mayReplace: true) : null;
    }

    /// <summary>As <see cref="CheckCall"/>, for a call that is checked by <see cref="CheckCompleted"/> if nobody can wait for it yet.</summary>
    /// <param name="activation">What <see cref="Probe.EnterSegment"/> returned.</param>
    /// <param name="limit">The most bytes.</param>
    /// <returns>What its task fails with; null if it is within its limit or is checked later.</returns>
    public static Exception? CheckAwaited(nint activation, long limit)
    {
        var frame = (Frame*)activation;
        return frame == null || frame->State.IsWithCaller ? null : CheckCall(activation, limit);
    }

    /// <summary>Ends and checks an async call whose result is set and whose caller has not got its task yet. The task is in its bytes.</summary>
    /// <param name="activation">What <see cref="Probe.Complete"/> returned.</param>
    /// <param name="limit">The most bytes.</param>
    /// <returns>What another task in place of its own fails with; null if it is within its limit.</returns>
    public static Exception? CheckCompleted(nint activation, long limit)
    {
        var frame = (Frame*)activation;
        if (frame == null)
            return null;
        var bytes = BytesOfCall(frame);
        Probe.Exit(activation);
        return bytes > limit ? Exceeded(frame, bytes, limit, mayReplace: true) : null;
    }

    /// <summary>Checks a call of the runtime's own async that is about to return.</summary>
    /// <param name="call">What <see cref="AsyncProbe.Enter"/> returned.</param>
    /// <param name="limit">The most bytes.</param>
    /// <exception cref="AllocationLimitExceededException">It allocated more.</exception>
    public static void CheckBefore(long call, long limit)
    {
        var frame = (Frame*)AsyncProbe.Resume(call);
        if (frame == null || BytesOfCall(frame) is var bytes && bytes <= limit)
            return;
        using var own = OwnWork.Begin();
        using var suppressed = Suppression.Begin();
        if (Exceeded(frame, bytes, limit, mayReplace: true) is { } exceeded)
            throw exceeded;
    }

    static long BytesOfCall(Frame* frame)
    {
        if (frame->Call == null)
            return AllocationClock.Now() - frame->Start;
        AsyncCallers.WaitForLeaving(frame->Call);
        return LogicalCall.BytesUntil(frame, AllocationClock.Now()) + LogicalCall.RunningBytes(frame->Call);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void ThrowIfPossible(Frame* frame, long bytes, long limit)
    {
        // Taken out when the stack is unwound; the runtime has made the stack trace by then. Filters of the program's that
        // it asks meanwhile are part of that, so they are not recorded.
        using var own = OwnWork.Begin();
        using var suppressed = Suppression.Begin();
        if (Exceeded(frame, bytes, limit, mayReplace: false) is { } exceeded)
            throw exceeded;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static AllocationLimitExceededException? Exceeded(Frame* frame, long bytes, long limit, bool mayReplace)
    {
        using var own = OwnWork.Begin();
        var throws = LimitPolicy.Throws && (mayReplace || !CallersState.IsExceptionInFlight()) && !CallersState.IsFinalizerThread();
        return throws ? LimitMessage.Compose(frame->Method->Method, bytes, limit) : null;
    }
}
