namespace MemoryProfiler.Tool.Sites;

/// <summary>The allocation sites that some methods are to be seen in.</summary>
static class SelectedSites
{
    /// <summary>Sites whose path has one of the methods. The line of a site is that of the innermost of them, whatever it calls.</summary>
    /// <param name="all">Those of a process.</param>
    /// <param name="isSelected">Whether a method is one of them, by its name with the namespace and parameters.</param>
    public static AllocationSnapshot Of(AllocationSnapshot all, Func<string, bool> isSelected) => new()
    {
        Sites = Of(all.Sites, isSelected),
        SitesAtPeaks = [.. all.SitesAtPeaks.Select(sites => Of(sites, isSelected))],
        CapturedAt = all.CapturedAt,
        Duration = all.Duration,
        Peak = all.Peak,
        Peaks = all.Peaks,
        LostEvents = all.LostEvents,
        IsCoarse = all.IsCoarse,
        Notes = all.Notes,
        Source = all.Source,
    };

    static List<AllocationSite> Of(IReadOnlyList<AllocationSite> sites, Func<string, bool> isSelected)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        return [.. sites.Where(site => site.Path.Any(frame => IsSelected(frame.Method))).Select(site => new AllocationSite
        {
            Path = [.. site.Path.Select(frame => frame with { Kind = Kind(frame) })],
            Type = site.Type,
            AllocatedBytes = site.AllocatedBytes,
            AllocatedObjects = site.AllocatedObjects,
            LiveBytes = site.LiveBytes,
            LiveObjects = site.LiveObjects,
            PeakBytes = site.PeakBytes,
            PeakObjects = site.PeakObjects,
            Samples = site.Samples,
        })];

        bool IsSelected(string method) => known.TryGetValue(method, out var selected) ? selected : known[method] = isSelected(method);

        AllocationFrameKind Kind(AllocationFrame frame) =>
            IsSelected(frame.Method) ? AllocationFrameKind.Own : frame.Kind == AllocationFrameKind.Own ? AllocationFrameKind.Library : frame.Kind;
    }
}
