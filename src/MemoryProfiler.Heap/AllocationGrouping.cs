namespace MemoryProfiler;

/// <summary>What allocation sites are put together by.</summary>
public enum AllocationGrouping
{
    /// <summary>The line of <see cref="AllocationSite.Frame"/>.</summary>
    Line,

    /// <summary>The whole call path.</summary>
    Path,

    /// <summary>The type of what was allocated.</summary>
    Type,
}
