using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Watching;

/// <summary>
/// Where the rooms behind the ledger hang in to be told of calls. The fast paths of the probes do not look here. While
/// somebody watches, the frames that calls are entered from are marked with what sends an entry the slow path. The frames
/// of calls are then of a kind that ends the slow path. A new tick, which sends each thread's next entry there, is how
/// threads learn of it. No field has an initializer: reading one must never test whether the class was initialized.
/// </summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
static unsafe class CallWatch
{
    // Made when the first is added, and replaced as a whole: whoever tells reads it without a lock.
    static CallObserver[]? _observers;
    static CallFollower? _follower;

    /// <summary>Which calls are told now, to one observer at least.</summary>
    public static WatchedCalls Calls;

    /// <summary>Whether any were ever told: some that began then may be open.</summary>
    public static bool IsInUse;

    /// <summary>Gives an observer a seat. Safe from any thread.</summary>
    public static void Add(CallObserver observer)
    {
        LogicalCall.Gone = &Gone;
        CallObserver[]? before;
        do
            before = Volatile.Read(ref _observers);
        while (Interlocked.CompareExchange(ref _observers, [.. before ?? [], observer], before) != before);
        SlowPathTick.Next();
    }

    /// <summary>Takes an observer's seat away; a call that is being told may still reach it. Safe from any thread.</summary>
    public static void Remove(CallObserver observer)
    {
        CallObserver[]? before;
        do
            before = Volatile.Read(ref _observers);
        while (before is not null && Interlocked.CompareExchange(ref _observers, Array.FindAll(before, other => other != observer), before) != before);
        SlowPathTick.Next();
    }

    /// <summary>Gives the process's one follower its seat, before the first probe.</summary>
    public static void Follow(CallFollower follower)
    {
        _follower = follower;
        Add(follower);
    }

    /// <summary>Asks who watches what it has to be told of. Called when a tick has passed, and from any thread that knows more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Refresh()
    {
        if (Volatile.Read(ref _observers) is not { Length: > 0 } observers)
        {
            Calls = WatchedCalls.None;
            return;
        }
        using var own = OwnWork.Begin();
        // Whom they ask may be woven: the framework's own, in a program that is profiled as it is.
        using var suppressed = ToolRunSwitch.IsOn ? Suppression.Begin() : default;
        var calls = WatchedCalls.None;
        foreach (var observer in observers)
        {
            try
            {
                observer.Refresh();
            }
            catch (Exception e)
            {
                MemoryProfilerLog.Write("Who listens to calls could not be found out.", e);
            }
            if (observer.Calls > calls)
                calls = observer.Calls;
        }
        if (calls == Calls)
            return;
        IsInUse |= calls != WatchedCalls.None;
        Calls = calls;
        // Sends each thread's next entry the slow path.
        SlowPathTick.Next();
    }

    /// <summary>Called when a frame has begun the slow path, once calls have been watched.</summary>
    public static void Opened(Frame* frame)
    {
        var isOutermost = Frame.IsOutermost(frame);
        MarkEntries(frame, isOutermost);
        if (frame->State.Kind != FrameKind.Whole || Calls == WatchedCalls.None || (Calls == WatchedCalls.Outermost && !isOutermost))
            return;
        frame->State.Kind = FrameKind.Watched;
        Notify(frame, isFirst: true, isOutermost);
    }

    // For outermost calls it is enough to mark what no call is below.
    static void MarkEntries(Frame* frame, bool isOutermost)
    {
        var caller = frame->Caller;
        if (Calls == WatchedCalls.None || (Calls == WatchedCalls.Outermost && !isOutermost))
        {
            if (caller->StackAddress == Frame.WatchesEntries)
                Frame.SetStackAddress(caller, 0);
            return;
        }
        if (Calls == WatchedCalls.All || frame->State.Kind is not (FrameKind.Whole or FrameKind.Scope))
            Frame.SetStackAddress(frame, Frame.WatchesEntries);
        for (; caller != null && caller->StackAddress == 0; caller = caller->Caller)
            Frame.SetStackAddress(caller, Frame.WatchesEntries);
    }

    /// <summary>
    /// Called while calls are watched, when a call that is not <see cref="FrameKind.Whole"/> has begun. Also called for
    /// the next segment of an iterator's.
    /// </summary>
    public static void Begun(Frame* frame, bool isFirst = true)
    {
        var isOutermost = Frame.IsOutermost(frame);
        if (isOutermost || (isFirst && Calls == WatchedCalls.All))
            Notify(frame, isFirst, isOutermost);
    }

    /// <summary>Called when a call is about to suspend: from then on its next segment may run beside this one.</summary>
    public static void Suspended(Frame* frame)
    {
        if (frame->Ledger->WatchedFrame == null)
            return;
        Follow(&Notify, new CallEvent { Frame = frame });

        static void Notify(CallFollower follower, in CallEvent told) => follower.Suspended(told.Frame);
    }

    /// <summary>Called when a call has handed out what may run on other threads.</summary>
    public static void HandedOut(Frame* frame)
    {
        if (frame->Ledger->WatchedFrame == null)
            return;
        Follow(&Notify, new CallEvent { Frame = frame });

        static void Notify(CallFollower follower, in CallEvent told) => follower.HandedOut(told.Frame);
    }

    /// <summary>Called when a later segment of a call has begun, or what the call handed out. Its callers were put back below it.</summary>
    public static void Resumed(Frame* frame, LogicalCall* call)
    {
        var mark = LogicalCall.Outermost(call)->Mark;
        if (mark == 0)
            return;
        var bottom = frame;
        while (bottom->Caller->State.Kind == FrameKind.Caller)
            bottom = bottom->Caller;
        Follow(&Notify, new CallEvent { Frame = frame, Bottom = bottom, Mark = mark });

        static void Notify(CallFollower follower, in CallEvent told) => follower.Resumed(told.Frame, told.Bottom, told.Mark);
    }

    /// <summary>Called when a frame has ended the slow path. Its clocks stay as far apart as they are.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="bytes">What its thread allocated.</param>
    /// <param name="elsewhere">What other threads allocated for it.</param>
    /// <returns>By how much the thread's clock has moved.</returns>
    public static long Closed(Frame* frame, long bytes, long elsewhere)
    {
        var ledger = frame->Ledger;
        var isWhole = frame->State.Kind is FrameKind.Watched or FrameKind.Scope;
        var isEnd = isWhole || (frame->State.Kind == FrameKind.Async && frame->State.IsCall && frame->State.IsCompleted && (frame->Call == null || !frame->Call->HasSuspended));
        // One that has a logical call is told when that is let go of.
        var isTold = isEnd && Calls == WatchedCalls.All && (isWhole || frame->Call == null);
        if (frame != ledger->WatchedFrame && !isTold)
            return 0;
        var before = ledger->OwnBytes;
        if (frame == ledger->WatchedFrame)
            Follow(&TellClosed, new CallEvent { Frame = frame, Bytes = bytes, IsEnd = isEnd });
        if (isTold)
            Finished(frame->Method->Method, bytes + elsewhere, Frame.IsOutermost(frame), frame->Began);
        // What was taken out has moved both clocks of the frame, as that of the callee that ended last.
        return ledger->OwnBytes - before;

        static void TellClosed(CallFollower follower, in CallEvent told) => follower.Closed(told.Frame, told.Bytes, told.IsEnd);
    }

    /// <summary>Called when the last segment of a call has ended that had suspended.</summary>
    public static void Completed(LogicalCall* call)
    {
        var mark = LogicalCall.Outermost(call)->Mark;
        if (mark == 0)
            return;
        using var own = OwnWork.Begin();
        Follow(&Notify, new CallEvent { Call = call, Mark = mark, Now = own.Start });

        static void Notify(CallFollower follower, in CallEvent told) => follower.Completed(told.Call, told.Mark, told.Now);
    }

    /// <summary>Called when all bytes of a call that is more than one frame are known, while every call is watched.</summary>
    public static void Finished(int method, long bytes, bool isOutermost, in CallStart began)
    {
        Observe(&Notify, new CallEvent { Method = method, Bytes = bytes, IsOutermost = isOutermost, Began = began });

        static void Notify(CallObserver observer, in CallEvent told)
        {
            if (observer.Calls == WatchedCalls.All)
                observer.Finished(told.Method, told.Bytes, told.IsOutermost, told.Began);
        }
    }

    static void Gone(LogicalCall* call, long bytes)
    {
        if (call->IsCall && Calls == WatchedCalls.All)
            Finished(call->Method, bytes, call->IsOutermost, call->Began);
        if (call->Mark != 0)
            _follower?.Forget(call->Mark);
    }

    static void Notify(Frame* frame, bool isFirst, bool isOutermost)
    {
        Observe(&TellBegun, new CallEvent { Frame = frame, IsFirst = isFirst, IsOutermost = isOutermost });

        static void TellBegun(CallObserver observer, in CallEvent told)
        {
            if (observer.IsToldOf(told.IsFirst, told.IsOutermost))
                observer.Begun(told.Frame, told.IsFirst, told.IsOutermost);
        }
    }

    static void Observe(delegate*<CallObserver, in CallEvent, void> tell, in CallEvent told)
    {
        using var own = OwnWork.Begin();
        using var suppressed = Suppression.Begin();
        foreach (var observer in Volatile.Read(ref _observers) ?? [])
        {
            try
            {
                tell(observer, told);
            }
            catch (Exception e)
            {
                Write(e);
            }
        }
    }

    static void Follow(delegate*<CallFollower, in CallEvent, void> tell, in CallEvent told)
    {
        using var own = OwnWork.Begin();
        using var suppressed = Suppression.Begin();
        try
        {
            tell(_follower!, told);
        }
        catch (Exception e)
        {
            Write(e);
        }
    }

    static void Write(Exception fault) => MemoryProfilerLog.Write("Who listens to calls failed.", fault);
}
