namespace MemoryProfiler.HeapModes;

/// <summary>Objects of which there is a known number.</summary>
sealed class Known
{
    readonly Leaf[] _leaves = [.. Enumerable.Range(0, 12_345).Select(i => new Leaf(i))];
    readonly Pair<Leaf>[] _pairs;
    readonly object[] _boxes = [.. Enumerable.Range(0, 321).Select(i => (object)new Point(i, i))];
    readonly List<Fresh> _fresh = [];

    public Known() => _pairs = [.. _leaves.Take(777).Select(leaf => new Pair<Leaf>(leaf))];

    /// <summary>Makes as many new ones.</summary>
    public void Add(int count) => _fresh.AddRange(Enumerable.Range(0, count).Select(_ => new Fresh()));

    /// <summary>Whether a snapshot has each as often as it is there.</summary>
    public bool IsCounted(HeapSnapshot heap) =>
        heap.Count<Leaf>() == _leaves.Length && heap.Count<Pair<Leaf>>() == _pairs.Length && heap.Count<Point>() == _boxes.Length
        && heap.Count<Fresh>() == _fresh.Count && heap.RetainedBytes(typeof(Point)) == _boxes.Length * 32L;

    /// <summary>Whether a comparison has so many new ones, or says in between which numbers they are.</summary>
    public static bool IsNew(HeapComparison comparison, int count)
    {
        var fresh = comparison.Types.Single(type => type.Name == NameOf<Fresh>());
        return fresh.NewCount >= count && fresh.NewCount - fresh.MaybeOlderCount <= count
            && comparison.Types.All(type => type.Name != NameOf<Leaf>() || type.NewCount == type.MaybeOlderCount);
    }

    static string NameOf<T>() => typeof(T).FullName!.Replace('+', '.');

    sealed class Leaf(long number)
    {
        public long Number = number;
    }

    sealed record Pair<T>(T Content);

    readonly record struct Point(long X, long Y);

    sealed class Fresh;
}
