namespace MemoryProfiler.Sites.Tables;

/// <summary>Pairs the sites of two snapshots by path and type.</summary>
static class SiteChanges
{
    /// <summary>All sites of both, the largest increase of live bytes first.</summary>
    public static IReadOnlyList<AllocationSiteChange> Between(IReadOnlyList<AllocationSite> before, IReadOnlyList<AllocationSite> after)
    {
        var earlier = before.ToLookup(Key, StringComparer.Ordinal);
        var later = after.ToLookup(Key, StringComparer.Ordinal);
        return
        [
            .. earlier.Select(group => group.Key).Union(later.Select(group => group.Key), StringComparer.Ordinal)
                .SelectMany(key => Pairs([.. earlier[key]], [.. later[key]]))
                .OrderByDescending(change => change.BytesDelta(AllocationMeasure.Live))
                .ThenByDescending(change => change.BytesDelta(AllocationMeasure.Allocated))
                .ThenBy(change => Key(change.After ?? change.Before!), StringComparer.Ordinal),
        ];
    }

    static IEnumerable<AllocationSiteChange> Pairs(AllocationSite[] before, AllocationSite[] after) =>
        Enumerable.Range(0, Math.Max(before.Length, after.Length)).Select(i => new AllocationSiteChange(before.ElementAtOrDefault(i), after.ElementAtOrDefault(i)));

    static string Key(AllocationSite site) => $"{SiteGroups.Name(site, AllocationGrouping.Path)}\n{site.Type}";
}
