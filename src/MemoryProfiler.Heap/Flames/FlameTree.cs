namespace MemoryProfiler.Flames;

/// <summary>
/// The paths of allocation sites with common beginnings laid together, with one number of bytes for each column. Bytes stand
/// where a path ends; a path from the outside ends with the type that was allocated.
/// </summary>
sealed class FlameTree
{
    /// <summary>A page with more is slow to open, and what is left out is too narrow to be seen.</summary>
    public const int MostNodes = 50_000;

    const string RestName = "(smaller)";

    readonly Dictionary<FlameNode, int> _places = [];
    readonly List<FlameNode> _nodes = [];
    readonly List<long>[] _own;

    FlameTree(int columns) => _own = [.. Enumerable.Range(0, columns).Select(_ => new List<long>())];

    public FlameFrames Frames { get; } = new();

    public IReadOnlyList<FlameNode> Nodes => _nodes;

    public int Columns => _own.Length;

    /// <summary>How many ends of paths were put together as too small.</summary>
    public int Smaller { get; private set; }

    /// <summary>The bytes that end at a node.</summary>
    public IReadOnlyList<long> Own(int column) => _own[column];

    /// <summary>The same paths with the outermost frame first, or turned over: with the type first.</summary>
    /// <param name="columns">The bytes.</param>
    /// <param name="isTurned">Whether the type comes first.</param>
    /// <param name="mostNodes">How many nodes at most, beside those for what is left out.</param>
    public static FlameTree Of(IReadOnlyList<FlameColumn> columns, bool isTurned = false, int mostNodes = MostNodes)
    {
        var tree = new FlameTree(columns.Count);
        for (var column = 0; column < columns.Count; column++)
        {
            foreach (var site in columns[column].Sites)
                tree.Add(site, isTurned, column, site.Bytes(columns[column].Measure));
        }
        return tree._nodes.Count > mostNodes ? tree.Largest(mostNodes) : tree;
    }

    /// <summary>What each node and all below it hold.</summary>
    public long[] Totals(int column)
    {
        var totals = _own[column].ToArray();
        for (var node = totals.Length - 1; node >= 0; node--)
        {
            if (_nodes[node].Parent >= 0)
                totals[_nodes[node].Parent] += totals[node];
        }
        return totals;
    }

    void Add(AllocationSite site, bool isTurned, int column, long bytes)
    {
        if (bytes == 0)
            return;
        var at = -1;
        if (isTurned)
            at = Place(at, FlameFrame.OfType(site.Type));
        for (var i = 0; i < site.Path.Count; i++)
            at = Place(at, FlameFrame.Of(site.Path[isTurned ? ^(i + 1) : i]));
        if (!isTurned)
            at = Place(at, FlameFrame.OfType(site.Type));
        _own[column][at] += bytes;
    }

    int Place(int parent, FlameFrame frame)
    {
        var node = new FlameNode(parent, Frames.Place(frame));
        if (!_places.TryGetValue(node, out var place))
        {
            _places.Add(node, place = _nodes.Count);
            _nodes.Add(node);
            foreach (var own in _own)
                own.Add(0);
        }
        return place;
    }

    // A node's share is never larger than its parent's in any column: what is kept is a tree.
    FlameTree Largest(int count)
    {
        var shares = new double[_nodes.Count];
        var totals = Enumerable.Range(0, Columns).Select(Totals).ToArray();
        for (var column = 0; column < Columns; column++)
        {
            var all = Math.Max(1.0, _own[column].Sum());
            for (var node = 0; node < shares.Length; node++)
                shares[node] = Math.Max(shares[node], totals[column][node] / all);
        }
        var smallest = shares.OrderDescending().ElementAt(count);
        var kept = new FlameTree(Columns);
        var places = new int[_nodes.Count];
        for (var node = 0; node < places.Length; node++)
        {
            var parent = _nodes[node].Parent;
            var above = parent < 0 ? -1 : places[parent];
            var isKept = shares[node] > smallest;
            // Whatever is below what is left out is put into the same box.
            places[node] = isKept ? kept.Place(above, Frames[_nodes[node].Frame])
                : parent >= 0 && shares[parent] <= smallest ? above
                : kept.Place(above, new FlameFrame(RestName, FlameKind.Rest));
            for (var column = 0; column < Columns; column++)
                kept._own[column][places[node]] += _own[column][node];
            if (!isKept && Enumerable.Range(0, Columns).Any(column => _own[column][node] != 0))
                kept.Smaller++;
        }
        return kept;
    }
}
