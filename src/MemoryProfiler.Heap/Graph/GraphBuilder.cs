using MemoryProfiler.Graph.Roots;
using MemoryProfiler.Memory;

namespace MemoryProfiler.Graph;

/// <summary>Turns the addresses of a whole walk into the numbers of a graph.</summary>
static class GraphBuilder
{
    /// <summary>The graph of a walk. Its parts are the graph's afterwards; the walk must not be used any more.</summary>
    public static HeapGraph Build(HeapWalk walk)
    {
        walk.Rows.Add((uint)walk.References.Count);
        walk.Complete();
        var index = new AddressIndex(walk.Addresses);
        var dependents = Dependents(walk, index);
        var targets = Targets(walk, index, dependents);
        return new HeapGraph(new GraphParts
        {
            Addresses = walk.Addresses,
            Sizes = walk.Sizes,
            TypeIndexes = walk.TypeIndexes,
            Rows = walk.Rows,
            Targets = targets,
            Index = index,
            LargeSizes = walk.LargeSizes,
            Types = walk.Types,
            Roots = Roots(walk, index),
            Statics = [.. walk.Statics.Select(root => new StaticRoot(index.Find(root.Object), root.Slot, root.Field)).Where(root => root.Node >= 0)],
            Followed = walk.Followed.ToDictionary(pair => pair.Key, pair => index.Find(pair.Value)),
            Young = walk.HasGenerations ? [.. walk.Young.Select(ranges => new AddressRanges(ranges))] : [AddressRanges.All],
            Moves = walk.AreMovesKnown ? walk.Moves : null,
            DependentEdges = dependents.ToDictionary(pair => pair.Key, pair => pair.Value.Count),
        });
    }

    // A value lives as long as its key does: as if the key referred to it.
    static SortedDictionary<int, List<int>> Dependents(HeapWalk walk, AddressIndex index)
    {
        var values = new SortedDictionary<int, List<int>>();
        foreach (var (key, value) in walk.Dependents)
        {
            var (keyNode, valueNode) = (index.Find(key), index.Find(value));
            if (keyNode < 0 || valueNode < 0)
                continue;
            if (!values.TryGetValue(keyNode, out var list))
                values.Add(keyNode, list = []);
            list.Add(valueNode);
        }
        return values;
    }

    static NativeList<int> Targets(HeapWalk walk, AddressIndex index, SortedDictionary<int, List<int>> dependents)
    {
        var targets = new NativeList<int>(walk.References.Count + dependents.Values.Sum(list => list.Count));
        long written = 0;
        long read = 0;
        var first = 0;
        foreach (var (key, values) in dependents)
        {
            Copy(key + 1);
            foreach (var value in values)
                targets[written++] = value;
        }
        Copy((int)walk.Sizes.Count);
        walk.Rows[walk.Sizes.Count] = (uint)written;
        walk.References.Dispose();
        return targets;

        // The references of the objects from the first one on; those that lead nowhere stay as -1 and are taken out of rows below.
        void Copy(int end)
        {
            for (; first < end; first++)
            {
                var rowEnd = walk.Rows[first + 1];
                walk.Rows[first] = (uint)written;
                for (; read < rowEnd; read++)
                    targets[written++] = index.Find(walk.References[read]);
            }
        }
    }

    static List<RootReference> Roots(HeapWalk walk, AddressIndex index)
    {
        var roots = new List<RootReference>((int)walk.Roots.Count);
        for (long i = 0; i < walk.Roots.Count; i++)
        {
            var root = walk.Roots[i];
            if (index.Find(root.Address) is var node && node >= 0)
                roots.Add(new RootReference(node, root.Place, root.Flags, root.Id));
        }
        walk.Roots.Dispose();
        return roots;
    }
}
