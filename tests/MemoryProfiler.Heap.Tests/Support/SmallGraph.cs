using MemoryProfiler.Graph;
using MemoryProfiler.Graph.Roots;
using MemoryProfiler.Memory;

namespace MemoryProfiler.HeapTests.Support;

/// <summary>Graphs of a few objects, all of one type and 24 bytes.</summary>
static class SmallGraph
{
    const int ObjectBytes = 24;

    public static HeapGraph Of(int[][] targets, params int[] roots) => Of(targets, [], roots);

    /// <summary>With some objects that are not in the oldest generation.</summary>
    public static HeapGraph Of(int[][] targets, int[] young, int[] roots)
    {
        var addresses = new NativeList<ulong>();
        var sizes = new NativeList<uint>();
        var types = new NativeList<int>();
        var rows = new NativeList<uint>();
        var edges = new NativeList<int>();
        for (var node = 0; node < targets.Length; node++)
        {
            addresses.Add((ulong)(0x1000 + node * ObjectBytes));
            sizes.Add(ObjectBytes);
            types.Add(0);
            rows.Add((uint)edges.Count);
            foreach (var target in targets[node])
                edges.Add(target);
        }
        rows.Add((uint)edges.Count);
        return new HeapGraph(new GraphParts
        {
            Addresses = addresses,
            Sizes = sizes,
            TypeIndexes = types,
            Rows = rows,
            Targets = edges,
            Index = new AddressIndex(addresses),
            LargeSizes = [],
            Types = [new NodeType(1)],
            Roots = [.. roots.Select(root => new RootReference(root, RootPlace.Handle, RootFlags.None, 0))],
            Statics = [],
            Followed = new Dictionary<ulong, int>(),
            DependentEdges = new Dictionary<int, int>(),
            Young = [new AddressRanges(young.Select(node => (addresses[node], addresses[node] + ObjectBytes)))],
            Moves = new ObjectMoves(),
        });
    }

    /// <summary>The targets of each object, and the roots.</summary>
    public static (int[][] Targets, int[] Roots) Random(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(1, 40);
        var most = random.Next(1, 5);
        var targets = Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, random.Next(most)).Select(_ => random.Next(count)).ToArray()).ToArray();
        return (targets, [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(count))]);
    }
}
