namespace MemoryProfiler.Sites.Exports;

/// <summary>Things that a file lists once and names by their number.</summary>
/// <typeparam name="T">What they are.</typeparam>
sealed class Numbered<T>
    where T : notnull
{
    readonly Dictionary<T, int> _numbers = [];
    readonly List<T> _all = [];

    public IReadOnlyList<T> All => _all;

    public int Count => _all.Count;

    /// <summary>Its number, from 0; it is added if it is new.</summary>
    public int Number(T thing)
    {
        if (!_numbers.TryGetValue(thing, out var number))
        {
            _numbers.Add(thing, number = _all.Count);
            _all.Add(thing);
        }
        return number;
    }
}
