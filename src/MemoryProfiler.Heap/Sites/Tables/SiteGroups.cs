namespace MemoryProfiler.Sites.Tables;

/// <summary>Puts allocation sites together, and tells which of them a filter is for.</summary>
static class SiteGroups
{
    const string StaticPrefix = "static ";
    const string PathSeparator = " < ";

    /// <summary>The groups with most bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static IReadOnlyList<AllocationGroup> Top(IReadOnlyList<AllocationSite> sites, AllocationGrouping by, AllocationMeasure measure, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return [.. All(sites, by, measure).Where(group => Bytes(group, measure) > 0).Take(count)];
    }

    /// <summary>All groups, that with most bytes first.</summary>
    public static IReadOnlyList<AllocationGroup> All(IEnumerable<AllocationSite> sites, AllocationGrouping by, AllocationMeasure measure) =>
    [
        .. sites.GroupBy(site => Name(site, by), StringComparer.Ordinal)
            .Select(group => new AllocationGroup(group.Key, [.. group.OrderByDescending(site => site.Bytes(measure))]))
            .OrderByDescending(group => Bytes(group, measure)).ThenBy(group => group.Name, StringComparer.Ordinal),
    ];

    /// <summary>What a site has in common with others of its group.</summary>
    public static string Name(AllocationSite site, AllocationGrouping by) => by switch
    {
        AllocationGrouping.Line => site.Frame.ToString(),
        AllocationGrouping.Path => string.Join(PathSeparator, site.Path.Reverse().Select(frame => frame.ToString())),
        _ => site.Type,
    };

    /// <summary>One of a group's figures in bytes.</summary>
    public static long Bytes(AllocationGroup group, AllocationMeasure measure) => measure switch
    {
        AllocationMeasure.Allocated => group.AllocatedBytes,
        AllocationMeasure.Live => group.LiveBytes,
        _ => group.PeakBytes,
    };

    /// <summary>Whether a method is in a namespace or type.</summary>
    public static bool IsIn(string method, string name)
    {
        var start = method.StartsWith(StaticPrefix, StringComparison.Ordinal) ? StaticPrefix.Length : 0;
        var end = start + name.Length;
        return string.CompareOrdinal(method, start, name, 0, name.Length) == 0 && (end == method.Length || method[end] is '.' or '<' or '(');
    }

    /// <summary>Whether a file is meant by the end of its path.</summary>
    public static bool IsFile(string? file, string end) =>
        file is not null && file.EndsWith(end, StringComparison.Ordinal) && (file.Length == end.Length || file[^(end.Length + 1)] is '/' or '\\');
}
