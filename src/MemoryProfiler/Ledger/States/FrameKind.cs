namespace MemoryProfiler.Ledger.States;

/// <summary>How an activation relates to the call it belongs to.</summary>
enum FrameKind : byte
{
    /// <summary>It is the whole call.</summary>
    Whole,

    /// <summary>A lambda or local function: part of the method around it, and no call of it.</summary>
    Part,

    /// <summary>One of the segments of an async call, each on any thread.</summary>
    Async,

    /// <summary>One of the segments of an iterator, each below the code that consumes it.</summary>
    Iterator,

    /// <summary>No activation of its own: a caller put back below a resumed segment. So its line gets what the segment allocates.</summary>
    Caller,

    /// <summary>The whole of a named block, which code of the user's begins and ends.</summary>
    Scope,

    /// <summary>The whole call, as <see cref="Whole"/>, of which who watches calls is told.</summary>
    Watched,

    /// <summary>The whole call, as <see cref="Whole"/>, that has a logical call: other threads may allocate for it.</summary>
    Shared,

    /// <summary>A part, as <see cref="Part"/>, that has a logical call or whose own call is not below it on the thread.</summary>
    SharedPart,
}
