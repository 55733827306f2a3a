using MemoryProfiler.Graph;
using MemoryProfiler.Naming;

namespace MemoryProfiler.Snapshots;

/// <summary>
/// Which reference of a path has to be cut. Without it every object that is held so would be free, or else the one that is shown.
/// If there is any, it is one that a class of the program's own has, as a reader can change that. Of those that free all it is
/// the last, of those that free one the first. What locals hold goes by itself, and so is not held here.
/// </summary>
sealed class CutSearch : IDisposable
{
    readonly HeapGraph _graph;
    readonly NamedType[] _types;
    readonly HashSet<int> _tables;
    readonly Dominators _dominators;
    readonly DominatorTree _tree;

    public CutSearch(HeapGraph graph, NamedType[] types)
    {
        _graph = graph;
        _types = types;
        _tables = RuntimeTables.Of(graph, types);
        _dominators = new Dominators(graph, hasLocals: false);
        _tree = new DominatorTree(graph, _dominators);
    }

    /// <summary>The native bytes that it takes.</summary>
    public long Bytes => _dominators.Bytes + _tree.Bytes;

    /// <summary>Of some objects those to which one reference alone leads.</summary>
    public HashSet<int> Only(IEnumerable<int> asked) => OnlyReferences.Of(_graph, _tree, _tables, asked);

    /// <summary>That of each path, and the place on it of the object that it leads to; null where something else holds its objects too.</summary>
    public IReadOnlyList<(HeapCut? Cut, int Place)> Of(IReadOnlyList<HeapPath> paths)
    {
        var only = Only(paths.SelectMany(path => path.Trace?.Nodes ?? []));
        return [.. paths.Select(path => path.Trace is { Objects.Count: > 0 } ? Cut(path, only) : (null, -1))];
    }

    public void Dispose()
    {
        _dominators.Dispose();
        _tree.Dispose();
    }

    // The nearest object that holds all of them alone.
    int Common(IReadOnlyList<int> objects)
    {
        var common = objects[0];
        foreach (var node in objects)
        {
            while (common >= 0 && !_tree.Holds(common, node))
                common = _dominators.Of(common);
        }
        return common;
    }

    // What a reader can change comes before what frees more.
    (HeapCut?, int) Cut(HeapPath path, HashSet<int> only)
    {
        var trace = path.Trace!;
        var (all, one) = (Places(trace, Common(trace.Objects), only), Places(trace, trace.Nodes[^1], only));
        int[] places = [.. Array.FindAll(all, place => IsOwn(path, place)).TakeLast(1), .. Array.FindAll(one, place => IsOwn(path, place)).Take(1), .. all, .. one];
        if (places.Length == 0)
            return (null, -1);
        var place = places[0];
        var step = trace.Steps.TakeWhile(step => step.Leads <= place).Count();
        var node = trace.Nodes[place];
        return (new HeapCut(step, trace.Steps[step].Text, trace.Objects.Count(found => _tree.Holds(node, found)), _dominators.Retained(node)), place);
    }

    bool IsOwn(HeapPath path, int place) => place > 0 ? _types[_graph.TypeIndex(path.Trace!.Nodes[place - 1])].IsUsers : path.Trace!.IsOwnRoot;

    // Where on the path the objects are that hold this one, each by a single reference.
    int[] Places(PathTrace trace, int node, HashSet<int> only) => node < 0 ? []
        : [.. Enumerable.Range(0, trace.Nodes.Count).Where(place => only.Contains(trace.Nodes[place]) && _tree.Holds(trace.Nodes[place], node))];
}
