namespace MemoryProfiler.Sites.Exports;

/// <summary>Frames that paths have in other tools only.</summary>
static class SiteFrames
{
    /// <summary>The type as the innermost frame, for formats that know nothing but frames.</summary>
    public static AllocationFrame OfType(AllocationSite site) => new(site.Type, null, 0, AllocationFrameKind.Runtime);
}
