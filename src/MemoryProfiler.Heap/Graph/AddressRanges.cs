namespace MemoryProfiler.Graph;

/// <summary>Parts of the heap that do not overlap. Immutable.</summary>
sealed class AddressRanges
{
    readonly ulong[] _starts;
    readonly ulong[] _ends;

    /// <summary>The parts, each by where it starts and ends; in any order, and again if need be.</summary>
    public AddressRanges(IEnumerable<(ulong Start, ulong End)> ranges)
    {
        var sorted = ranges.Where(range => range.End > range.Start).Distinct().OrderBy(range => range.Start).ToArray();
        _starts = [.. sorted.Select(range => range.Start)];
        _ends = [.. sorted.Select(range => range.End)];
    }

    public static AddressRanges All { get; } = new([(0, ulong.MaxValue)]);

    public bool Contains(ulong address)
    {
        var found = Array.BinarySearch(_starts, address);
        var before = found >= 0 ? found : ~found - 1;
        return before >= 0 && address < _ends[before];
    }
}
