using MemoryProfiler.Memory;

namespace MemoryProfiler.Sites.Sampling;

/// <summary>The memory that one collection kept, in order. Not safe for several threads.</summary>
sealed class RangeSet : IDisposable
{
    readonly NativeList<MemoryRange> _ranges = new();
    bool _isSorted = true;

    public bool IsEmpty => _ranges.Count == 0;

    public void Add(in MemoryRange range)
    {
        _isSorted = _isSorted && (_ranges.Count == 0 || _ranges[_ranges.Count - 1].Start <= range.Start);
        _ranges.Add(range);
    }

    /// <summary>The range that an address was in; null if it was not kept.</summary>
    public MemoryRange? Find(ulong address)
    {
        if (!_isSorted)
        {
            _ranges.Sort();
            _isSorted = true;
        }
        long low = 0, high = _ranges.Count;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (_ranges[middle].Start <= address)
                low = middle + 1;
            else
                high = middle;
        }
        return low > 0 && _ranges[low - 1] is var range && address - range.Start < range.Length ? range : null;
    }

    public void Clear()
    {
        _ranges.Truncate(0);
        _isSorted = true;
    }

    public void Dispose() => _ranges.Dispose();
}
