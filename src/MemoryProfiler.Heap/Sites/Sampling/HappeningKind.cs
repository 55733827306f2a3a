namespace MemoryProfiler.Sites.Sampling;

/// <summary>What happened on the heap.</summary>
enum HappeningKind
{
    /// <summary>An object was allocated and seen.</summary>
    Sample,

    /// <summary>A collection began.</summary>
    Start,

    /// <summary>A collection says which memory it kept, or moved.</summary>
    Ranges,

    /// <summary>A collection ended.</summary>
    End,

    /// <summary>The program goes on after it had to stand still.</summary>
    Resume,
}
