namespace MemoryProfiler.Weaving.Planning;

/// <summary>Whether the calls of a method are only counted.</summary>
enum Counting
{
    /// <summary>They have activations.</summary>
    No,

    /// <summary>They are, and no exception can leave one.</summary>
    Plain,

    /// <summary>They are, and what an exception allocates is booked where it leaves one.</summary>
    Guarded,

    /// <summary>The outermost of those on a thread has an activation, the others are counted. No exception can leave one.</summary>
    Recursive,
}
