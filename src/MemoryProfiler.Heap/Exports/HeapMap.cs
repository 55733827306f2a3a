using MemoryProfiler.Graph;
using MemoryProfiler.Snapshots;

namespace MemoryProfiler.Exports;

/// <summary>
/// What holds the memory, as boxes in boxes: of the objects that hang on one, those of a type are one box, and a list's or
/// tree's own objects are one whatever its depth.
/// </summary>
sealed class HeapMap
{
    const int Deepest = 6;
    const int MostInside = 40;
    const double SmallestShare = 0.001;

    readonly SnapshotContent _heap;
    readonly HeapGraph _graph;
    readonly long _smallest;

    HeapMap(SnapshotContent heap)
    {
        _heap = heap;
        _graph = heap.Parts.Graph;
        _smallest = (long)(Total(heap) * SmallestShare);
    }

    /// <summary>The whole heap.</summary>
    public static MapBox Of(SnapshotContent heap)
    {
        var map = new HeapMap(heap);
        var statics = map.Statics();
        var tops = heap.Tree.Tops.ToLookup(statics.ContainsKey);
        var inside = tops[true].Select(node => map.Box(statics[node], [node], 1)).Concat(map.Grouped(tops[false], 1));
        return new MapBox("heap", -1, Total(heap), heap.Parts.Graph.NodeCount, Largest(inside, map._smallest));
    }

    static long Total(SnapshotContent heap) => heap.Tree.Tops.Sum(heap.Dominators.Retained);

    static List<MapBox> Largest(IEnumerable<MapBox> boxes, long smallest) => [.. boxes.Where(box => box.Bytes >= smallest).OrderByDescending(box => box.Bytes).Take(MostInside)];

    // A field that is not the only one says less than the object's type.
    Dictionary<int, string> Statics()
    {
        var named = new Dictionary<int, string>();
        for (var i = 0; i < _graph.Statics.Count; i++)
        {
            if (_heap.Dominators.Retained(_graph.Statics[i].Node) >= _smallest)
                named.TryAdd(_graph.Statics[i].Node, _heap.Paths.RootText(i));
        }
        return named;
    }

    IEnumerable<MapBox> Grouped(IEnumerable<int> nodes, int depth) =>
        nodes.GroupBy(_graph.TypeIndex).Select(group => Box(_heap.Parts.Types[group.Key].ShortName, [.. group], depth));

    MapBox Box(string name, List<int> nodes, int depth)
    {
        var type = _graph.TypeIndex(nodes[0]);
        var bytes = nodes.Sum(_heap.Dominators.Retained);
        if (depth == Deepest || bytes < _smallest)
            return new MapBox(name, type, bytes, nodes.Count, []);
        var below = new List<int>();
        // It grows while it is gone through: what is of the same type is part of the box.
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var node in _heap.Tree.Below(nodes[i]))
                (_graph.TypeIndex(node) == type ? nodes : below).Add(node);
        }
        return new MapBox(name, type, bytes, nodes.Count, Largest(Grouped(below, depth + 1), _smallest));
    }
}
