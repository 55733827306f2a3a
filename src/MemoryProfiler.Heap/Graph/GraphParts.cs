using MemoryProfiler.Graph.Roots;
using MemoryProfiler.Memory;

namespace MemoryProfiler.Graph;

/// <summary>What a graph is put together from. The graph owns it afterwards.</summary>
sealed class GraphParts
{
    public required NativeList<ulong> Addresses { get; init; }

    public required NativeList<uint> Sizes { get; init; }

    public required NativeList<int> TypeIndexes { get; init; }

    /// <summary>Where the references of each object begin, and the end.</summary>
    public required NativeList<uint> Rows { get; init; }

    public required NativeList<int> Targets { get; init; }

    public required AddressIndex Index { get; init; }

    public required Dictionary<int, ulong> LargeSizes { get; init; }

    public required IReadOnlyList<NodeType> Types { get; init; }

    public required IReadOnlyList<RootReference> Roots { get; init; }

    public required IReadOnlyList<StaticRoot> Statics { get; init; }

    public required IReadOnlyDictionary<ulong, int> Followed { get; init; }

    public required IReadOnlyDictionary<int, int> DependentEdges { get; init; }

    /// <summary>Where the objects are that are not in the oldest generation: those of the youngest, and of the one above.</summary>
    public IReadOnlyList<AddressRanges> Young { get; init; } = [];

    /// <summary>Where objects were before the walk's own collection; null if that is not known.</summary>
    public ObjectMoves? Moves { get; init; }
}
