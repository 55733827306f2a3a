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

    long _bytes;
    int _references;

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
        call->_references = 2;
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

    /// <summary>All bytes so far.</summary>
    public static long Bytes(LogicalCall* call) => Interlocked.Read(ref call->_bytes);

    /// <summary>Lets go of a call; the last to do so takes its bytes into the extremes of the method.</summary>
    public static void Release(LogicalCall* call, int references, ThreadLedger* ledger)
    {
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
