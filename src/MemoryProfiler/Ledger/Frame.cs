namespace MemoryProfiler.Ledger;

/// <summary>
/// One activation of a profiled method. It lives in the thread's ledger, not on the method's stack, so that a report
/// taken by another thread can read it and an activation left behind can never be written to after its stack is gone.
/// </summary>
unsafe struct Frame
{
    /// <summary>The profiled caller; the ledger's root frame for an outermost activation.</summary>
    public Frame* Caller;

    /// <summary>The frame the next profiled callee will use, allocated ahead.</summary>
    public Frame* Next;

    public ThreadLedger* Ledger;
    public MethodCounters* Method;
    public LineCounters* Lines;

    /// <summary>The counters of the running slot. An address, as one that is computed from the number would double the cost of a probe that only counts.</summary>
    public LineCounters* Line;

    /// <summary>The activation of the same method further out on this thread, or null.</summary>
    public Frame* Outer;

    /// <summary>Clock at entry, moved forward by what the profiler itself allocates.</summary>
    public long Start;

    /// <summary>Clock up to which bytes are booked.</summary>
    public long Last;

    /// <summary>The outer activation's line when this one began: what it had counted without repeats.</summary>
    public long OuterBytes;

    /// <summary>The same for the working set.</summary>
    public long OuterIncrement;

    /// <summary>This activation's own previous working-set reading.</summary>
    public long WorkingSet;

    /// <summary>The reading at entry.</summary>
    public long WorkingSetStart;

    /// <summary>Clock at the last reading.</summary>
    public long WorkingSetClock;

    /// <summary>Where the method's stack frame is, if it has no finally to end the activation with; otherwise 0.</summary>
    public nuint StackAddress;

    /// <summary>Whether this is a call of the method; a lambda or local function of it is only a part.</summary>
    public bool IsCall;

    public FrameKind Kind;

    /// <summary>
    /// Whether a scope that this activation's own code began is open: the lines inside the block go on in this frame,
    /// although it is not the innermost one.
    /// </summary>
    public bool IsCovered;

    /// <summary>For a scope, which of the scopes of this ledger it is: frames are used again, and a stale copy of a scope must not end another's.</summary>
    public long Scope;

    /// <summary>The <see cref="Scope"/> that was ended where this frame could not be closed; the only field other threads may write.</summary>
    public long EndedScope;

    /// <summary>Whether the call ends with this segment.</summary>
    public bool IsCompleted;

    /// <summary>Whether an earlier segment of the same call is below on the stack, as a continuation ran inline: its bytes contain this one's.</summary>
    public bool IsInsideItself;

    /// <summary>The logical call, once it has suspended.</summary>
    public LogicalCall* Call;

    /// <summary>The slot that is running.</summary>
    public int Slot
    {
        readonly get => (int)(Line - Lines);
        set => Line = Lines + value;
    }
}
