namespace MemoryProfiler;

/// <summary>How allocation sites are recorded. Not safe for several threads.</summary>
public sealed class AllocationSitesOptions
{
    /// <summary>
    /// The native memory, in MB, that the runtime may keep events in until they are read. It takes of it what it needs. 128 by
    /// default; a program that allocates gigabytes a second on many threads may need more, or events are lost.
    /// </summary>
    public int BufferMegabytes { get; set; } = 128;

    /// <summary>
    /// Whether what lives is followed through every collection. True by default. Without it recording costs less, and live bytes and
    /// peaks are 0.
    /// </summary>
    public bool FollowLive { get; set; } = true;
}
