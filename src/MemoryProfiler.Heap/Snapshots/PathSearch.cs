using MemoryProfiler.Graph;
using MemoryProfiler.Layout;
using MemoryProfiler.Naming;

namespace MemoryProfiler.Snapshots;

/// <summary>Who holds objects: one path for each way in which some are held. Made once for a snapshot, when it is first asked.</summary>
sealed class PathSearch : IDisposable
{
    const string NoRoot = "an object that the runtime never frees, as it does literals and types";

    readonly RootWords _roots;
    readonly RootPaths _paths;
    readonly PathWords _words;
    readonly HeapGraph _graph;
    readonly NamedType[] _types;

    public PathSearch(HeapGraph graph, NamedType[] types, ReferenceLayout?[] layouts, EdgeSlots? slots, bool isOwnProcess)
    {
        _graph = graph;
        _types = types;
        _roots = new RootWords(graph, types, isOwnProcess);
        _paths = new RootPaths(graph, _roots.Ranks());
        _words = new PathWords(graph, types, layouts, slots, _roots);
    }

    /// <summary>The ways in which objects are held, that with most of them first.</summary>
    public IReadOnlyList<HeapPath> Of(IReadOnlyCollection<int> nodes)
    {
        using var asked = new NodeSet(_graph.NodeCount);
        foreach (var node in nodes)
            asked.Add(node);
        var fingerprints = new Fingerprints(_paths, _words, _roots, asked);
        var ways = new Dictionary<ulong, (List<int> Objects, long Behind)>();
        var behind = new List<ulong>();
        foreach (var node in nodes)
        {
            if (!_paths.IsReached(node))
            {
                Count(0, node);
                continue;
            }
            var (way, culprit, _) = fingerprints.Of(node);
            if (culprit == node)
                Count(way, node);
            else
                behind.Add(fingerprints.Of(culprit).Way);
        }
        foreach (var way in behind)
            ways[way] = ways[way] with { Behind = ways[way].Behind + 1 };
        return [.. ways.OrderByDescending(way => way.Value.Objects.Count).ThenBy(way => way.Key).Select(way => Path(way.Key, way.Value.Objects[0], way.Value.Objects.Count, way.Value.Behind, way.Value.Objects))];

        void Count(ulong way, int node)
        {
            if (ways.TryGetValue(way, out var found))
                found.Objects.Add(node);
            else
                ways.Add(way, ([node], 0));
        }
    }

    /// <summary>
    /// All objects by the way in which they are held. Left out are those that go by themselves, the runtime's own tables,
    /// and the arrays that a pool has ready for each thread.
    /// </summary>
    public Dictionary<ulong, PathGroup> Groups(Dominators dominators)
    {
        using var none = new NodeSet(_graph.NodeCount);
        var fingerprints = new Fingerprints(_paths, _words, _roots, none);
        var groups = new Dictionary<ulong, PathGroup>();
        var pools = Array.ConvertAll(_types, type => type.IsPoolTable);
        for (var node = 0; node < _graph.NodeCount; node++)
        {
            if (!_paths.IsReached(node))
                continue;
            var (way, _, root) = fingerprints.Of(node);
            if (_roots.Kind(root) is HeapRootKind.Stack or HeapRootKind.FinalizerQueue || _roots.IsTable(root, node) || IsPooled(node, pools))
                continue;
            var retained = dominators.Retained(node);
            groups[way] = groups.TryGetValue(way, out var group)
                ? group with { Count = group.Count + 1, RetainedBytes = group.RetainedBytes + retained }
                : new PathGroup(1, retained, WayBefore(fingerprints, node, way), node);
        }
        return groups;
    }

    /// <summary>A root in words, by its number: static fields first.</summary>
    public string RootText(int root) => _roots.Text(root);

    /// <summary>An object by itself.</summary>
    public string Name(int node) => _words.Name(node);

    /// <summary>What leads from an object to another one.</summary>
    public string Link(int from, int to) => _words.Link(from, to);

    /// <summary>How many objects are before one on its way from a root; those that are far away are all as far.</summary>
    public int Distance(int node)
    {
        const int Far = 100;
        if (!_paths.IsReached(node))
            return Far + 1;
        var distance = 0;
        for (var before = _paths.Parent(node); before >= 0 && distance < Far; before = _paths.Parent(before))
            distance++;
        return distance;
    }

    /// <summary>The path of a group, without the indexes in which its objects differ.</summary>
    public HeapPath PathOf(ulong way, PathGroup group) => Path(way, group.First, group.Count, 0, []);

    /// <summary>Circles of references, those with most bytes first.</summary>
    public IReadOnlyList<HeapCycle> Cycles() => CycleWords.Of(_graph, _words);

    public void Dispose() => _paths.Dispose();

    // Of a list's objects it is the way of what holds the list.
    ulong WayBefore(Fingerprints fingerprints, int node, ulong way)
    {
        for (var before = _paths.Parent(node); before >= 0; before = _paths.Parent(before))
        {
            if (fingerprints.Of(before).Way is var found && found != way)
                return found;
        }
        return 0;
    }

    // Each thread that comes to a pool gets such arrays, and what it lends is no more than one of each length.
    bool IsPooled(int node, bool[] pools) =>
        pools[_graph.TypeIndex(node)] || (_paths.Parent(node) is >= 0 and var holder && pools[_graph.TypeIndex(holder)]);

    HeapPath Path(ulong way, int node, long count, long behind, List<int> objects)
    {
        if (!_paths.IsReached(node))
            return new HeapPath(HeapRootKind.Other, [NoRoot, _words.Name(node)], Fingerprints.Text(way), count, behind, trace: null);
        var path = _paths.To(node);
        var root = _paths.Root(path[0]);
        var steps = _words.Steps(root, path, hasIndexes: objects.Count == 1);
        return new HeapPath(_roots.Kind(root), [.. steps.Select(step => step.Text)], Fingerprints.Text(way), count, behind, new PathTrace(_graph, steps, path, objects, _roots.IsOwn(root)));
    }
}
