using MemoryProfiler.Sites.Tables;

namespace MemoryProfiler.Sites.Exports;

/// <summary>One of the figures that profiles of other tools hold side by side.</summary>
/// <param name="Name">As pprof's heap profiles call it.</param>
/// <param name="IsBytes">Whether it is bytes; objects if not.</param>
/// <param name="Value">The figure of a site.</param>
sealed record SiteFigure(string Name, bool IsBytes, Func<AllocationSite, long> Value)
{
    static readonly SiteFigure[] _allocated =
    [
        new("alloc_space", IsBytes: true, site => site.AllocatedBytes),
        new("alloc_objects", IsBytes: false, site => site.AllocatedObjects),
    ];

    static readonly SiteFigure[] _live =
    [
        new("inuse_space", IsBytes: true, site => site.LiveBytes),
        new("inuse_objects", IsBytes: false, site => site.LiveObjects),
    ];

    /// <summary>Those that a snapshot has: what is alive only where it was followed.</summary>
    public static SiteFigure[] Of(SiteContent sites) => sites.Peak is null ? _allocated : [.. _allocated, .. _live];
}
