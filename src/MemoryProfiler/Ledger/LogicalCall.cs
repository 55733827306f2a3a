using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MemoryProfiler.Ledger;

/// <summary>
/// One call of an async method that has suspended: what all its segments allocated so far, and who called it. Native
/// memory, alive while the call is not completed, a segment of it runs or a call made by it is alive.
/// </summary>
unsafe struct LogicalCall
{
    /// <summary>The logical call of the nearest async caller, or null. Its running line is the last of this call's caller lines.</summary>
    public LogicalCall* Caller;

    public int Method;
    public int SlotCount;

    /// <summary>The slot of the line that suspended last, in which the next segment begins.</summary>
    public int Slot;

    /// <summary>Whether its bytes count as a call of the method; an async lambda is only a part.</summary>
    public bool IsCall;

    /// <summary>Whether it began outside of any other call.</summary>
    public bool IsOutermost;

    /// <summary>Whether an async iterator waits behind a yield: its next segment runs for who asks for the next element.</summary>
    public bool HasYielded;

    public int LineCount;

    /// <summary>What <see cref="CallWatch"/> knows it by, if it is the outermost of its callers; otherwise 0.</summary>
    public nint Mark;

    // What keeps it alive, and above that how much of it runs: one step counts both.
    const long Running = (1L << 32) + 1;

    // So long a thread may take to leave a segment on a machine that is busy: it may have to wait for its turn.
    static readonly long _patience = Stopwatch.Frequency / 10;

    long _bytes;
    long _references;

    /// <summary>The caller lines, innermost first; they follow in the same native block.</summary>
    public static CallerLine* Lines(LogicalCall* call) => (CallerLine*)(call + 1);

    /// <summary>The frame's logical call, made when it first suspends; callers that have not suspended yet get theirs too.</summary>
    public static LogicalCall* Of(Frame* frame)
    {
        if (frame->Call != null)
            return frame->Call;
        var count = 0;
        var last = frame->Caller;
        for (; last->Method != null; last = last->Caller)
        {
            count++;
            if (last->State.Kind == FrameKind.Async)
                break;
        }
        var call = (LogicalCall*)NativeMemory.AllocZeroed((nuint)(sizeof(LogicalCall) + (count * sizeof(CallerLine))));
        call->Method = frame->Method->Method;
        call->SlotCount = frame->Method->LineCount;
        call->IsCall = frame->State.IsCall;
        call->IsOutermost = CallWatch.IsOutermost(frame);
        call->LineCount = count;
        // One for the call until it completes, one for the segment that is running.
        call->_references = 1 + Running;
        var caller = frame->Caller;
        for (var i = 0; i < count; i++, caller = caller->Caller)
        {
            // The line gets bytes of later segments too, behind its visit's end.
            MethodCounters.Visits(caller->Method)[caller->Slot].IsMixed = true;
            Lines(call)[i] = new CallerLine { Method = caller->Method->Method, SlotCount = caller->Method->LineCount, Slot = caller->Slot };
        }
        if (last->Method != null)
        {
            call->Caller = Of(last);
            AddReference(call->Caller);
        }
        frame->Call = call;
        return call;
    }

    /// <summary>The outermost async call that waits for this one, or this one.</summary>
    public static LogicalCall* Outermost(LogicalCall* call)
    {
        while (call->Caller != null)
            call = call->Caller;
        return call;
    }

    /// <summary>Adds bytes of a segment, on whichever thread it ran.</summary>
    public static void Add(LogicalCall* call, long bytes) => Interlocked.Add(ref call->_bytes, bytes);

    /// <summary>Keeps a call alive.</summary>
    public static void AddReference(LogicalCall* call) => Interlocked.Increment(ref call->_references);

    /// <summary>A frame begins whose bytes are the call's: a segment of it, or its line below a segment of a callee.</summary>
    public static void BeginRunning(LogicalCall* call) => Interlocked.Add(ref call->_references, Running);

    /// <summary>Such a frame has ended, below a segment that keeps the call alive.</summary>
    public static void EndRunning(LogicalCall* call) => Interlocked.Add(ref call->_references, -Running);

    /// <summary>All bytes of the async call that a frame is a segment of, as far as they are known on this thread.</summary>
    /// <param name="segment">The frame; the innermost one of the call's on its thread.</param>
    /// <param name="now">The thread's clock.</param>
    public static long BytesUntil(Frame* segment, long now)
    {
        // The bytes of an earlier segment that is still below on the stack contain this one's.
        var frame = segment;
        while (frame->State.IsInsideItself)
        {
            do
                frame = frame->Caller;
            while (frame->Call != segment->Call);
        }
        return now - frame->Start + (segment->Call == null ? 0 : Interlocked.Read(ref segment->Call->_bytes));
    }

    /// <summary>Waits for frames of the call on other threads that have handed it over and have not ended yet, not for long.</summary>
    /// <param name="segment">The innermost frame of the call's on this thread.</param>
    public static void WaitForOthers(Frame* segment)
    {
        var mine = 0L;
        for (var frame = segment; frame != null; frame = frame->Caller)
            mine += frame->Call == segment->Call ? 1 : 0;
        if (RunningNow(segment->Call) <= mine)
            return;
        var end = Stopwatch.GetTimestamp() + _patience;
        // Not a wait that another thread could interrupt: that would be meant for the program.
        while (RunningNow(segment->Call) > mine && Stopwatch.GetTimestamp() < end)
            Thread.Yield();
    }

    static long RunningNow(LogicalCall* call) => Interlocked.Read(ref call->_references) >> 32;

    /// <summary>Lets go of a call whose segment has ended; the last to do so takes its bytes into the extremes of the method.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isCompleted">Whether that was its last segment.</param>
    /// <param name="ledger">The calling thread's ledger.</param>
    public static void Release(LogicalCall* call, bool isCompleted, ThreadLedger* ledger)
    {
        var references = isCompleted ? Running + 1 : Running;
        while (call != null && Interlocked.Add(ref call->_references, -references) == 0)
        {
            if (call->IsCall)
                MethodCounters.Finish(ThreadLedger.FindOrAdd(ledger, call->Method, call->SlotCount), call->_bytes);
            if (call->IsCall && CallWatch.Calls == WatchedCalls.All)
                CallWatch.Finished(call->Method, call->_bytes, call->IsOutermost);
            if (call->Mark != 0)
                CallWatch.Watcher!.Forget(call->Mark);
            var caller = call->Caller;
            NativeMemory.Free(call);
            call = caller;
            references = 1;
        }
    }
}
