using System.Diagnostics;
using MemoryProfiler.Ledger.Counters;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Ledger;

/// <summary>
/// One call, as far as it is more than a frame of one thread. It is an async call that has suspended, one that handed
/// work to other threads, or a caller of such a one. It knows who called it and what other threads allocated for it.
/// Native memory of <see cref="LogicalCalls"/>. It is in use while the call is open, a segment or part of it runs or a
/// call made by it is alive.
/// </summary>
unsafe struct LogicalCall
{
    /// <summary>Those of a new call: one until it ends, one for the frame that is running.</summary>
    public const int References = 2;

    // The bytes of a call that has ended are negative.
    const long Ended = long.MinValue;

    // So long a thread may take to leave a segment on a machine that is busy: it may have to wait for its turn.
    static readonly long _patience = Stopwatch.Frequency / 10;

    /// <summary>The logical call of the frame below when it began, or null if there was none.</summary>
    public LogicalCall* Caller;

    /// <summary>The line of that frame that was running.</summary>
    public CallerLine Line;

    public int Method;
    public int SlotCount;

    /// <summary>The slot of the line that suspended last, in which the next segment begins.</summary>
    public int Slot;

    /// <summary>
    /// Whether its bytes count as a call of the method when it is let go of. An async lambda is only a part, and others
    /// end with their frame.
    /// </summary>
    public bool IsCall;

    /// <summary>Whether it runs in segments on any thread, and not as one frame.</summary>
    public bool IsAsync;

    /// <summary>Whether it began outside of any other call.</summary>
    public bool IsOutermost;

    /// <summary>Whether an async iterator waits behind a yield: its next segment runs for who asks for the next element.</summary>
    public bool HasYielded;

    /// <summary>Whether an assertion called it.</summary>
    public bool IsAsserted;

    /// <summary>Whether it has ever suspended.</summary>
    public bool HasSuspended;

    /// <summary>How its builder keeps the state machine, if that is not one of the runtime's own.</summary>
    public MachineBoxing Boxing;

    /// <summary>Whether it is a part of which nobody knows the call.</summary>
    public bool IsLost;

    /// <summary>Whether the call is over: what starts from now on is none of its.</summary>
    public bool IsOver;

    /// <summary>What it has handed out without a mark of its own, or null.</summary>
    public HandOut* HandOuts;

    /// <summary>After how many resets it began.</summary>
    public int Resets;

    /// <summary>When it began, if an observer of calls noted it.</summary>
    public CallStart Began;

    /// <summary>What the follower of calls knows it by, if it is the outermost of its callers; otherwise 0.</summary>
    public nint Mark;

    /// <summary>References and generation: see <see cref="LogicalCalls"/>.</summary>
    public long State;

    /// <summary>Which of all logical calls it is.</summary>
    public int Index;

    /// <summary>The next one that is not in use.</summary>
    public LogicalCall* NextFree;

    /// <summary>Of a call of the runtime's own async, the frame of the segment that runs; null while none does.</summary>
    public Frame* Running;

    /// <summary>Whether such a call is suspended.</summary>
    public bool IsAway;

    /// <summary>By how much the weaver makes bigger what the runtime keeps of such a call while it is suspended.</summary>
    public int OwnBytes;

    /// <summary>Is told of each call that nobody has any more and of all its bytes, if anybody ever watched calls.</summary>
    public static delegate*<LogicalCall*, long, void> Gone;

    long _bytes;
    int _leaving;
    int _guests;

    /// <summary>The frame's logical call, made when it is first asked for; those of its callers are made with it.</summary>
    public static LogicalCall* Of(Frame* frame)
    {
        LogicalCall* previous = null;
        for (var open = frame; open->Method != null; open = open->Caller)
        {
            var known = open->Call;
            var call = known == null ? Begin(open) : known;
            if (previous != null)
            {
                previous->Line = new CallerLine { Method = open->Method->Method, SlotCount = open->Method->LineCount, Slot = open->Slot };
                previous->Caller = call;
                LogicalCalls.AddReference(call);
            }
            if (known != null)
                break;
            previous = call;
        }
        return frame->Call;
    }

    static LogicalCall* Begin(Frame* frame)
    {
        var call = frame->Reserved != null ? frame->Reserved : LogicalCalls.Take(frame->Ledger, References);
        call->Method = frame->Method->Method;
        call->SlotCount = frame->Method->LineCount;
        call->IsAsync = frame->State.Kind == FrameKind.Async;
        call->IsCall = call->IsAsync && frame->State.IsCall;
        call->IsOutermost = Frame.IsOutermost(frame);
        call->IsLost = frame->State.IsLost;
        call->IsAsserted = frame->Ledger->IsAsserted;
        call->Resets = LedgerRegistry.Resets - (ThreadLedger.BeganBeforeReset(frame) ? 1 : 0);
        call->Began = frame->Began;
        call->_bytes = 0;
        call->_leaving = 0;
        call->_guests = 0;
        frame->Call = call;
        // These end the slow path, where what other threads allocated is added.
        if (frame->State.Kind == FrameKind.Whole)
            frame->State.Kind = FrameKind.Shared;
        else if (frame->State.Kind == FrameKind.Part)
            frame->State.Kind = FrameKind.SharedPart;
        return call;
    }

    /// <summary>The outermost async call that waits for this one or is this one; without any, the outermost of its callers.</summary>
    public static LogicalCall* Outermost(LogicalCall* call)
    {
        LogicalCall* found = null;
        for (; call != null; call = call->Caller)
        {
            if (call->IsAsync || found == null || !found->IsAsync)
                found = call;
        }
        return found;
    }

    /// <summary>Adds bytes that some thread allocated for a call; false if it has ended.</summary>
    public static bool Add(LogicalCall* call, long bytes)
    {
        var before = Volatile.Read(ref call->_bytes);
        while (before >= 0)
        {
            var seen = Interlocked.CompareExchange(ref call->_bytes, before + bytes, before);
            if (seen == before)
                return true;
            before = seen;
        }
        return false;
    }

    /// <summary>All bytes added so far.</summary>
    public static long Bytes(LogicalCall* call) => Interlocked.Read(ref call->_bytes) & ~Ended;

    /// <summary>All bytes of the async call that a frame is a segment of. They are those known on this thread.</summary>
    /// <param name="segment">The frame; the innermost one of the call's on its thread.</param>
    /// <param name="now">The thread's clock.</param>
    public static long BytesUntil(Frame* segment, long now)
    {
        var frame = Containing(segment);
        return now - frame->Start - frame->Given + (segment->Call == null ? 0 : Bytes(segment->Call));
    }

    /// <summary>
    /// Adds what a segment, or a line that was put back, has allocated so far. So who goes on elsewhere finds it. The
    /// rest is added when it ends.
    /// </summary>
    /// <param name="frame">The frame.</param>
    /// <param name="now">The thread's clock.</param>
    public static void Give(Frame* frame, long now)
    {
        frame = Containing(frame);
        var bytes = now - frame->Start - frame->Given;
        if (bytes > 0 && frame->State.Kind is FrameKind.Async or FrameKind.Caller && Add(frame->Call, bytes))
            frame->Given += bytes;
    }

    /// <summary>
    /// The earlier segment of a call that is still below on the stack, whose bytes contain this one's. Else it is the
    /// frame itself.
    /// </summary>
    static Frame* Containing(Frame* segment)
    {
        var frame = segment;
        while (frame->State.IsInsideItself)
        {
            do
                frame = frame->Caller;
            while (frame->Call != segment->Call);
        }
        return frame;
    }

    /// <summary>Ends a call that is one frame.</summary>
    /// <param name="call">The call.</param>
    /// <param name="running">What threads that still run something of it have allocated so far.</param>
    /// <returns>What other threads allocated for it; these bytes are part of it.</returns>
    public static long End(LogicalCall* call, out long running)
    {
        EndHandOuts(call);
        var added = Interlocked.Or(ref call->_bytes, Ended) & ~Ended;
        // Who closes from here on finds the call ended: nothing is added and read as well.
        running = RunningBytes(call);
        return added + running;
    }

    /// <summary>What threads that run something of a call have allocated up to their last probe and not added yet.</summary>
    public static long RunningBytes(LogicalCall* call) =>
        Volatile.Read(ref call->_guests) == 0 ? 0 : LedgerRegistry.RunningBytes(call, _patience);

    /// <summary>A line of a call was put back on some thread.</summary>
    public static void AddGuest(LogicalCall* call) => Interlocked.Increment(ref call->_guests);

    /// <summary>Such a line has ended.</summary>
    public static void RemoveGuest(LogicalCall* call) => Interlocked.Decrement(ref call->_guests);

    /// <summary>Ends what can begin to belong to a call.</summary>
    public static void EndHandOuts(LogicalCall* call)
    {
        call->IsOver = true;
        if (call->HandOuts != null)
            Ledger.HandOuts.Remove(call);
    }

    /// <summary>
    /// Notes that a segment is about to hand a call over to another thread. The segment ends soon, and its bytes are not
    /// added yet.
    /// </summary>
    public static void BeginLeave(LogicalCall* call) => Interlocked.Increment(ref call->_leaving);

    /// <summary>Such a segment has ended.</summary>
    public static void EndLeave(LogicalCall* call) => Interlocked.Decrement(ref call->_leaving);

    /// <summary>Whether any segment has handed the call over and has not ended.</summary>
    public static bool IsBeingLeft(LogicalCall* call) => Volatile.Read(ref call->_leaving) != 0;

    /// <summary>Waits, not for long, for segments on other threads that hand the call over and have not ended yet.</summary>
    /// <param name="call">The call.</param>
    /// <param name="mine">How many of those are on this thread.</param>
    public static void WaitForLeaving(LogicalCall* call, int mine)
    {
        var end = Stopwatch.GetTimestamp() + _patience;
        // Not a wait that another thread could interrupt: that would be meant for the program.
        while (Volatile.Read(ref call->_leaving) > mine && Stopwatch.GetTimestamp() < end)
            Thread.Yield();
    }

    /// <summary>Lets go of a call. The last to do so takes the bytes of an async one into the extremes of the method.</summary>
    public static void Release(LogicalCall* call, int references, ThreadLedger* ledger)
    {
        while (call != null && LogicalCalls.Release(call, references))
        {
            var bytes = Bytes(call);
            if (call->IsCall && call->Resets == LedgerRegistry.Resets)
                MethodCounters.Finish(ThreadLedger.FindOrAdd(ledger, call->Method, call->SlotCount), bytes);
            if (Gone != null)
                Gone(call, bytes);
            var caller = call->Caller;
            LogicalCalls.Give(ledger, call);
            call = caller;
            references = 1;
        }
    }
}
