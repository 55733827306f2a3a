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
    internal PathWords Words => _words;

    readonly PathWords _words;

    public PathSearch(HeapGraph graph, NamedType[] types, ReferenceLayout?[] layouts, EdgeSlots? slots, bool isOwnProcess)
    {
        _roots = new RootWords(graph, types, isOwnProcess);
        _paths = new RootPaths(graph, _roots.Ranks());
        _words = new PathWords(graph, types, layouts, slots, _roots);
    }

    /// <summary>The ways in which objects are held, that with most of them first.</summary>
    public IReadOnlyList<HeapPath> Of(IReadOnlyCollection<int> nodes)
    {
        var fingerprints = new Fingerprints(_paths, _words, _roots, nodes.ToHashSet());
        var ways = new Dictionary<ulong, (int First, long Count, long Behind)>();
        var behind = new List<ulong>();
        foreach (var node in nodes)
        {
            if (!_paths.IsReached(node))
            {
                Count(0, node);
                continue;
            }
            var (way, culprit) = fingerprints.Of(node);
            if (culprit == node)
                Count(way, node);
            else
                behind.Add(fingerprints.Of(culprit).Way);
        }
        foreach (var way in behind)
            ways[way] = ways[way] with { Behind = ways[way].Behind + 1 };
        return [.. ways.OrderByDescending(way => way.Value.Count).ThenBy(way => way.Key).Select(way => Path(way.Key, way.Value))];

        void Count(ulong way, int node) =>
            ways[way] = ways.TryGetValue(way, out var found) ? found with { Count = found.Count + 1 } : (node, 1, 0);
    }

    public void Dispose() => _paths.Dispose();

    HeapPath Path(ulong way, (int First, long Count, long Behind) held)
    {
        if (!_paths.IsReached(held.First))
            return new HeapPath(HeapRootKind.Other, [NoRoot, _words.Name(held.First)], Fingerprints.Text(way), held.Count, held.Behind);
        var path = _paths.To(held.First);
        var root = _paths.Root(path[0]);
        return new HeapPath(_roots.Kind(root), _words.Steps(root, path), Fingerprints.Text(way), held.Count, held.Behind);
    }
}
