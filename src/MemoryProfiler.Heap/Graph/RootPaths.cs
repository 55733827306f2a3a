using MemoryProfiler.Memory;

namespace MemoryProfiler.Graph;

/// <summary>
/// The shortest way from a root to every object. Roots come in ranks: what any root of a rank reaches is not asked of the
/// next. So a field is named before a local that also holds the object. Immutable.
/// </summary>
sealed class RootPaths : IDisposable
{
    const int Unreached = int.MinValue;

    readonly NativeList<int> _parents;

    /// <summary>Searches the whole graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="ranks">Roots in groups, the first one first: the object, and a number of the caller's.</param>
    public RootPaths(HeapGraph graph, IEnumerable<IEnumerable<(int Node, int Root)>> ranks)
    {
        _parents = new NativeList<int>(graph.NodeCount);
        for (var i = 0; i < graph.NodeCount; i++)
            _parents[i] = Unreached;
        using var queue = new NativeList<int>();
        long done = 0;
        foreach (var rank in ranks)
        {
            foreach (var (node, root) in rank)
                Reach(node, -1 - root);
            for (; done < queue.Count; done++)
            {
                var parent = queue[done];
                foreach (var target in graph.Targets(parent))
                    Reach(target, parent);
            }
        }

        void Reach(int node, int from)
        {
            if (node < 0 || _parents[node] != Unreached)
                return;
            _parents[node] = from;
            queue.Add(node);
        }
    }

    /// <summary>The native bytes that it takes.</summary>
    public long Bytes => _parents.Bytes;

    /// <summary>Whether a root leads to an object.</summary>
    public bool IsReached(int node) => _parents[node] != Unreached;

    /// <summary>The object before this one on the way; -1 if it is a root's.</summary>
    public int Parent(int node) => Math.Max(_parents[node], -1);

    /// <summary>The caller's number of the root that refers to an object; -1 if another object does.</summary>
    public int Root(int node) => _parents[node] < 0 && _parents[node] != Unreached ? -1 - _parents[node] : -1;

    /// <summary>From the root's object to this one.</summary>
    public List<int> To(int node)
    {
        var path = new List<int>();
        for (; node >= 0; node = Parent(node))
            path.Add(node);
        path.Reverse();
        return path;
    }

    public void Dispose() => _parents.Dispose();
}
