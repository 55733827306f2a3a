using MemoryProfiler.Copies;
using MemoryProfiler.Ledger.Counters;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Measurement.Memory;

namespace MemoryProfiler.Ledger;

/// <summary>
/// One activation of a profiled method. It lives in the thread's ledger, not on the method's stack. So a report taken by
/// another thread can read it. An activation left behind can never be written to after its stack is gone.
/// </summary>
unsafe struct Frame
{
    // What the fast paths touch comes first, so that it is on as few cache lines as can be.

    /// <summary>The profiled caller; the ledger's root frame for an outermost activation.</summary>
    public Frame* Caller;

    /// <summary>The frame the next profiled callee will use, allocated ahead.</summary>
    public Frame* Next;

    /// <summary>
    /// <see cref="Next"/> where a callee may begin the fast path, else a frame that is never ready to. So an entry asks
    /// for nothing but the state of one.
    /// </summary>
    public Frame* Callee;

    public ThreadLedger* Ledger;

    /// <summary>The thread's <see cref="ThreadLedger.Context"/>, a load nearer to the probes.</summary>
    public AllocationContext* Context;

    public MethodCounters* Method;

    /// <summary>The counters of the running slot.</summary>
    public LineCounters* Line;

    /// <summary>Clock at entry, moved forward by what the profiler itself allocates.</summary>
    public long Start;

    /// <summary>Clock up to which bytes are booked.</summary>
    public long Last;

    /// <summary>
    /// Tells the thread's allocation quantum when bytes were last booked from others. It changes when a new quantum is
    /// given, and with every large object and collection.
    /// </summary>
    public long Quantum;

    /// <summary>
    /// A <see cref="Quantum"/> that no thread ever has, as those are multiples of 8. It sends a booking the slow path. It
    /// also sends all bookings of a covered frame there, where their bytes become callee bytes.
    /// </summary>
    public const long NoQuantum = -1;

    /// <summary>Clock from which on a line takes a reading of its own.</summary>
    public long ReadingDue;

    /// <summary>This activation's own previous reading of the process's memory.</summary>
    public MemoryReading WorkingSet;

    /// <summary>The activation of the same method further out on this thread, or null.</summary>
    public Frame* Outer;

    /// <summary>
    /// Where the method's stack frame is, if it has no finally to end the activation with. <see cref="WatchesEntries"/>
    /// if entries from here are watched; otherwise 0. Set by <see cref="SetStackAddress"/>.
    /// </summary>
    public nuint StackAddress;

    /// <summary>A <see cref="StackAddress"/> that sends each entry from this activation the slow path, where who watches calls is told of it.</summary>
    public const nuint WatchesEntries = 1;

    /// <summary>
    /// The logical call, once it has suspended or handed something out, or a callee has. A caller that was put back has
    /// the call whose line it is.
    /// </summary>
    public LogicalCall* Call;

    /// <summary>What kind of activation it is.</summary>
    public FrameState State;

    /// <summary>The outer activation's line when this one began: what it had counted without repeats.</summary>
    public long OuterBytes;

    /// <summary>The same for the working set.</summary>
    public long OuterIncrement;

    /// <summary>The reading at entry, if there is an outer activation.</summary>
    public MemoryReading WorkingSetStart;

    /// <summary>
    /// For a scope, which of the scopes of this ledger it is. Frames are used again, and a stale copy of a scope must not
    /// end another's.
    /// </summary>
    public long Scope;

    /// <summary>When the call began, if an observer of calls noted it.</summary>
    public CallStart Began;

    /// <summary>The <see cref="Scope"/> that was ended where this frame could not be closed; another thread may write it.</summary>
    public long EndedScope;

    /// <summary>How many of its bytes <see cref="Call"/> has already: what was allocated until the call was handed over to another thread.</summary>
    public long Given;

    /// <summary>Clock when this segment suspended through a builder that is not the runtime's, less what the profiler had allocated.</summary>
    public long SuspendedAt;

    /// <summary>The ledger's <see cref="ThreadLedger.MadeBoxes"/> at that time.</summary>
    public long MadeBoxes;

    /// <summary>Whether that was the call's first suspension.</summary>
    public bool IsFirstSuspension;

    /// <summary>Of a segment of the runtime's own async, the call that its method's local names; <see cref="Call"/> once it is needed.</summary>
    public LogicalCall* Reserved;

    /// <summary>Where the runtime keeps what suspends such a segment: those of one address suspend together. 0 for all other frames.</summary>
    public nint Node;

    /// <summary>What the runtime would have called there without the profiler, or 0.</summary>
    public nint Chained;

    static readonly Frame* NotReady = NewNotReady();

    /// <summary>Says what follows a frame in its ledger.</summary>
    public static void SetNext(Frame* frame, Frame* next)
    {
        frame->Next = next;
        SetStackAddress(frame, frame->StackAddress);
    }

    /// <summary>Says where a method's stack frame is, and with that whether its callees begin the fast path.</summary>
    public static void SetStackAddress(Frame* frame, nuint address)
    {
        frame->StackAddress = address;
        frame->Callee = address == 0 && frame->Node == 0 && frame->Next != null ? frame->Next : NotReady;
    }

    /// <summary>Says what a segment of the runtime's own async suspends with. Each entry from it finds out whether it has done so unnoticed.</summary>
    public static void SetNode(Frame* frame, nint node)
    {
        frame->Node = node;
        SetStackAddress(frame, frame->StackAddress);
    }

    /// <summary>Clock at the last probe of this activation or of a callee's; a callee's end does not book on its caller.</summary>
    public static long LastCounted(Frame* frame) => frame->Next == null ? frame->Last : Math.Max(frame->Last, frame->Next->Last);

    /// <summary>Whether no call is below a frame: a lambda is none.</summary>
    public static bool IsOutermost(Frame* frame)
    {
        for (var caller = frame->Caller; caller->Method != null; caller = caller->Caller)
        {
            if (caller->State.IsOfCall)
                return false;
        }
        return true;
    }

    /// <summary>
    /// Lets an activation note where its line ends if its callee has met another quantum than it knows. The runtime may draw
    /// the next sample anew with each object, so that a quantum can be again what it was: the callee's end has seen it in between.
    /// </summary>
    /// <param name="caller">The activation.</param>
    /// <param name="quantum">The quantum at its callee's end.</param>
    public static void MeetQuantum(Frame* caller, long quantum)
    {
        if (caller->Quantum != quantum)
            caller->Quantum = NoQuantum;
    }

    /// <summary>Makes a closed frame ready to be a plain call's, whose quick entry cleans up nothing.</summary>
    public static void Clear(Frame* frame)
    {
        frame->Node = 0;
        SetStackAddress(frame, 0);
        frame->Call = null;
        frame->Given = 0;
        frame->Began = default;
        frame->Reserved = null;
        frame->State.Word = 0;
    }

    /// <summary>The counters of the method's slots.</summary>
    public readonly LineCounters* Lines => MethodCounters.Lines(Method);

    /// <summary>The slot that is running.</summary>
    public readonly int Slot => (int)(Line - Lines);

    static Frame* NewNotReady()
    {
        var frame = (Frame*)OwnMemory.Zeroed(sizeof(Frame));
        frame->State.Word = -1;
        return frame;
    }
}
