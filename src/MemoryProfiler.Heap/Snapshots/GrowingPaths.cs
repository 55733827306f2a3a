namespace MemoryProfiler.Snapshots;

/// <summary>Keeps the ways in which more objects are held after every round. Not safe for several threads.</summary>
sealed class GrowingPaths
{
    readonly IReadOnlyDictionary<ulong, PathGroup> _first;
    IReadOnlyDictionary<ulong, PathGroup> _last;
    HashSet<ulong>? _growing;
    int _rounds;

    public GrowingPaths(IReadOnlyDictionary<ulong, PathGroup> first) => _first = _last = first;

    /// <summary>Whether none is left.</summary>
    public bool IsQuiet => _growing is { Count: 0 };

    /// <summary>Compares with the round before.</summary>
    public void Next(IReadOnlyDictionary<ulong, PathGroup> groups)
    {
        _growing = [.. (_growing ?? groups.Keys).Where(way => Count(groups, way) > Count(_last, way))];
        _last = groups;
        _rounds++;
    }

    /// <summary>The ways that are left and hang on none that is left, that with most bytes a round first.</summary>
    /// <param name="path">The path to the first object of a group.</param>
    public IReadOnlyList<HeapPathGrowth> Found(Func<ulong, PathGroup, HeapPath> path) =>
    [
        .. (_growing ?? [])
            .Where(way => !_growing!.Contains(_last[way].Parent))
            .Select(way => new HeapPathGrowth(path(way, _last[way]), _rounds,
                (double)(_last[way].Count - Count(_first, way)) / _rounds,
                (double)(_last[way].RetainedBytes - (_first.TryGetValue(way, out var group) ? group.RetainedBytes : 0)) / _rounds))
            .OrderByDescending(growth => growth.RetainedBytesPerRound),
    ];

    static long Count(IReadOnlyDictionary<ulong, PathGroup> groups, ulong way) => groups.TryGetValue(way, out var group) ? group.Count : 0;
}
