using System.Runtime.InteropServices;

namespace MemoryProfiler.Ledger.States;

/// <summary>
/// What sets an activation apart from the plain whole call of a method, in one word. Most have nothing, and one
/// comparison shows it.
/// </summary>
[StructLayout(LayoutKind.Explicit)]
struct FrameState
{
    // A method without a finally is never a part.
    const byte Unguarded = 1;
    const byte Lost = 2;

    [FieldOffset(5)]
    byte _outside;

    /// <summary>All of it. It is 0 for a whole call without anything unusual, and for a frame that is ready to be one.</summary>
    [FieldOffset(0)]
    public long Word;

    [FieldOffset(0)]
    public FrameKind Kind;

    /// <summary>For a segment, whether it is one of a call of the method; that of a lambda is only a part.</summary>
    [FieldOffset(1)]
    public bool IsCall;

    /// <summary>
    /// Whether a scope that this activation's own code began is open. The lines inside the block go on in this frame,
    /// although it is not the innermost one.
    /// </summary>
    [FieldOffset(2)]
    public bool IsCovered;

    /// <summary>Whether the call ends with this segment.</summary>
    [FieldOffset(3)]
    public bool IsCompleted;

    /// <summary>For a caller that was put back below a part, whether it keeps its call alive.</summary>
    [FieldOffset(3)]
    public bool KeepsCall;

    /// <summary>
    /// Whether an earlier segment of the same call is below on the stack, as a continuation ran inline. Its bytes contain
    /// this one's.
    /// </summary>
    [FieldOffset(4)]
    public bool IsInsideItself;

    /// <summary>
    /// Whether this segment of an async call has not suspended and runs for a caller that has not got its task yet. It is
    /// the first one, or the next step of an async iterator. So nobody can wait for what it completes.
    /// </summary>
    [FieldOffset(6)]
    public bool IsWithCaller;

    /// <summary>Whether this is a whole call by itself, of a method or of a scope.</summary>
    public readonly bool IsWholeCall => Kind is FrameKind.Whole or FrameKind.Shared or FrameKind.Watched or FrameKind.Scope;

    /// <summary>Whether this is a lambda or local function.</summary>
    public readonly bool IsPart => Kind is FrameKind.Part or FrameKind.SharedPart;

    /// <summary>Whether this is a call or one of a call's segments, and not a part of the method around it.</summary>
    public readonly bool IsOfCall => Kind is FrameKind.Async or FrameKind.Iterator ? IsCall : !IsPart;

    /// <summary>Whether a call ends with it that has run on this thread alone.</summary>
    public readonly bool EndsCall => IsWholeCall || (Kind == FrameKind.Async && IsCall && IsCompleted);

    /// <summary>Whether the address of the frame on the stack is in use. It makes <see cref="Word"/> other than 0, which sends the frame the slow path.</summary>
    public bool IsUnguarded
    {
        readonly get => _outside == Unguarded;
        set => _outside = value ? Unguarded : (byte)0;
    }

    /// <summary>Whether this is a part of which nobody knows the call.</summary>
    public bool IsLost
    {
        readonly get => _outside == Lost;
        set => _outside = value ? Lost : (byte)0;
    }

    /// <summary>Whether the call has been handed over to another thread, so that this ends soon.</summary>
    [FieldOffset(7)]
    public bool IsLeaving;
}
