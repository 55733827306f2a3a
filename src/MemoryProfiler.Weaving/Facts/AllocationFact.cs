namespace MemoryProfiler.Weaving.Facts;

/// <summary>Whether a method can allocate on the managed heap of its thread before it returns.</summary>
enum AllocationFact
{
    /// <summary>It cannot.</summary>
    Never,

    /// <summary>It cannot, but for an exception: whoever raises one never returns.</summary>
    OnlyByException,

    /// <summary>It may.</summary>
    Possible,
}
