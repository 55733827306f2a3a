using MemoryProfiler.Graph.Roots;
using MemoryProfiler.Memory;

namespace MemoryProfiler.Graph;

/// <summary>
/// Every object that was alive, what it refers to, and what keeps it: objects by number, references in rows. It does not
/// change; several threads may read it, until it is disposed.
/// </summary>
sealed class HeapGraph : IDisposable
{
    const uint IsLarge = uint.MaxValue;
    const int Alignment = 8;
    const int SmallestObject = 24;

    readonly NativeList<ulong> _addresses;
    readonly NativeList<uint> _sizes;
    readonly NativeList<int> _types;
    readonly NativeList<uint> _rows;
    readonly NativeList<int> _targets;
    readonly AddressIndex _index;
    readonly Dictionary<int, ulong> _largeSizes;
    readonly IReadOnlyList<AddressRanges> _young;

    public HeapGraph(GraphParts parts)
    {
        _addresses = parts.Addresses;
        _sizes = parts.Sizes;
        _types = parts.TypeIndexes;
        _rows = parts.Rows;
        _targets = parts.Targets;
        _index = parts.Index;
        _largeSizes = parts.LargeSizes;
        Types = parts.Types;
        Roots = parts.Roots;
        Statics = parts.Statics;
        Followed = parts.Followed;
        DependentEdges = parts.DependentEdges;
        Moves = parts.Moves;
        _young = parts.Young;
    }

    public int NodeCount => (int)_sizes.Count;

    public long EdgeCount => _targets.Count;

    public IReadOnlyList<NodeType> Types { get; }

    /// <summary>What keeps objects; weak handles are none.</summary>
    public IReadOnlyList<RootReference> Roots { get; }

    public IReadOnlyList<StaticRoot> Statics { get; }

    /// <summary>The objects of the weak handles that were asked for.</summary>
    public IReadOnlyDictionary<ulong, int> Followed { get; }

    /// <summary>The last references of these objects are not fields of theirs: keys of dependent handles, and how many values.</summary>
    public IReadOnlyDictionary<int, int> DependentEdges { get; }

    /// <summary>Where objects were before the walk's own collection; null if that is not known.</summary>
    public ObjectMoves? Moves { get; }

    /// <summary>The native bytes that it takes.</summary>
    public long Bytes => _addresses.Bytes + _sizes.Bytes + _types.Bytes + _rows.Bytes + _targets.Bytes + _index.Bytes + (Moves?.Bytes ?? 0);

    public ulong Address(int node) => _addresses[node];

    /// <summary>The object's generation after the walk: a collection of it, or of an older one, may move the object.</summary>
    public int Generation(int node)
    {
        for (var generation = 0; generation < _young.Count; generation++)
        {
            if (_young[generation].Contains(_addresses[node]))
                return generation;
        }
        return GC.MaxGeneration;
    }

    /// <summary>Whether it is not in the oldest generation.</summary>
    public bool IsYoung(int node) => Generation(node) < GC.MaxGeneration;

    public int TypeIndex(int node) => _types[node];

    public NodeType Type(int node) => Types[_types[node]];

    /// <summary>What the object takes on the heap, in bytes.</summary>
    public long Size(int node) => Placed(RawSize(node));

    /// <summary>The size that the runtime says, which is not rounded.</summary>
    public ulong RawSize(int node) => _sizes[node] == IsLarge ? _largeSizes[node] : _sizes[node];

    /// <summary>The first of its references among all.</summary>
    public long FirstEdge(int node) => _rows[node];

    public ReadOnlySpan<int> Targets(int node) => _targets.Span(_rows[node], (int)(_rows[node + 1] - _rows[node]));

    /// <summary>The object at an address; -1 if none was there.</summary>
    public int Find(ulong address) => _index.Find(address);

    /// <summary>What an object of a size takes, up to where the next one can begin.</summary>
    public static long Placed(ulong size) => Math.Max(SmallestObject, (long)((size + Alignment - 1) & ~(ulong)(Alignment - 1)));

    public void Dispose()
    {
        _addresses.Dispose();
        _sizes.Dispose();
        _types.Dispose();
        _rows.Dispose();
        _targets.Dispose();
        _index.Dispose();
        Moves?.Dispose();
    }
}
