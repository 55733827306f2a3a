namespace MemoryProfiler.Snapshots;

/// <summary>Finds the types of one snapshot in another: by name and assembly.</summary>
static class TypeChanges
{
    /// <summary>The types that differ, the largest increase of bytes first.</summary>
    public static IReadOnlyList<HeapTypeChange> Between(IReadOnlyList<HeapType> before, IReadOnlyList<HeapType> after)
    {
        var (old, now) = (Sums(before), Sums(after));
        return
        [
            .. old.Keys.Union(now.Keys)
                .Select(type => Change(type.Name, old.GetValueOrDefault(type), now.GetValueOrDefault(type)))
                .Where(change => change.CountDelta != 0 || change.BytesDelta != 0)
                .OrderByDescending(change => change.BytesDelta).ThenByDescending(change => change.CountDelta).ThenBy(change => change.Name, StringComparer.Ordinal),
        ];
    }

    static HeapTypeChange Change(string name, (long Count, long Bytes) before, (long Count, long Bytes) after) =>
        new(name, before.Count, after.Count, before.Bytes, after.Bytes);

    // Types of one name may be there twice, as in two load contexts.
    static Dictionary<(string Name, string? Assembly), (long Count, long Bytes)> Sums(IReadOnlyList<HeapType> types) => types
        .GroupBy(type => (type.Name, type.Assembly))
        .ToDictionary(group => group.Key, group => (group.Sum(type => type.Count), group.Sum(type => type.Bytes)));
}
