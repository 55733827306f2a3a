namespace MemoryProfiler.Snapshots;

/// <summary>Finds the types of one snapshot in another: by name and assembly.</summary>
static class TypeChanges
{
    /// <summary>The types that differ, the largest increase of bytes first.</summary>
    /// <param name="before">Those of the earlier one.</param>
    /// <param name="after">Those of the later one.</param>
    /// <param name="added">How many objects of a type are new, and how many of those may be older; null if it is not known.</param>
    public static IReadOnlyList<HeapTypeChange> Between(
        IReadOnlyList<HeapType> before, IReadOnlyList<HeapType> after, Func<string, string?, (long Count, long MaybeOlder)>? added = null)
    {
        var (old, now) = (Sums(before), Sums(after));
        return
        [
            .. old.Keys.Union(now.Keys)
                .Select(type => Change(type.Name, old.GetValueOrDefault(type), now.GetValueOrDefault(type), added?.Invoke(type.Name, type.Assembly)))
                .Where(change => change.CountDelta != 0 || change.BytesDelta != 0 || change.NewCount > 0)
                .OrderByDescending(change => change.BytesDelta).ThenByDescending(change => change.CountDelta).ThenBy(change => change.Name, StringComparer.Ordinal),
        ];
    }

    static HeapTypeChange Change(string name, (long Count, long Bytes) before, (long Count, long Bytes) after, (long Count, long MaybeOlder)? added) =>
        new(name, before.Count, after.Count, before.Bytes, after.Bytes) { NewCount = added?.Count, MaybeOlderCount = added?.MaybeOlder ?? 0 };

    // Types of one name may be there twice, as in two load contexts.
    static Dictionary<(string Name, string? Assembly), (long Count, long Bytes)> Sums(IReadOnlyList<HeapType> types) => types
        .GroupBy(type => (type.Name, type.Assembly))
        .ToDictionary(group => group.Key, group => (group.Sum(type => type.Count), group.Sum(type => type.Bytes)));
}
