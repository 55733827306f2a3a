using MemoryProfiler.Graph;
using MemoryProfiler.Layout;
using MemoryProfiler.Naming;

namespace MemoryProfiler.Snapshots;

/// <summary>What a walk is made into: the graph, its types' names, and where in objects references stand.</summary>
sealed class SnapshotParts : IDisposable
{
    SnapshotParts(HeapGraph graph, NamedType[] types, ReferenceLayout?[] layouts, EdgeSlots? slots)
    {
        Graph = graph;
        Types = types;
        Layouts = layouts;
        Slots = slots;
    }

    public HeapGraph Graph { get; }

    public NamedType[] Types { get; }

    public ReferenceLayout?[] Layouts { get; }

    /// <summary>In the own process.</summary>
    public EdgeSlots? Slots { get; }

    public bool IsOwnProcess => Slots is not null;

    /// <summary>Of the own process, at once after the walk, while objects are where they were.</summary>
    public static SnapshotParts Own(HeapWalk walk)
    {
        var graph = GraphBuilder.Build(walk);
        var types = graph.Types.Select(NamedType.Own).ToArray();
        // Types that can be unloaded go only when their assembly does, which whoever captures holds until here.
        var layouts = types.Select(type => type.Type is { } own ? ReferenceLayout.Of(own) : null).ToArray();
        return new SnapshotParts(graph, types, layouts, new EdgeSlots(graph, layouts));
    }

    /// <summary>Of another process, of whose types only names are known.</summary>
    public static SnapshotParts Foreign(HeapWalk walk) => Foreign(GraphBuilder.Build(walk));

    /// <summary>The same of a graph that was read from a file.</summary>
    public static SnapshotParts Foreign(HeapGraph graph) =>
        new(graph, [.. graph.Types.Select(NamedType.Foreign)], new ReferenceLayout?[graph.Types.Count], null);

    public void Dispose()
    {
        Graph.Dispose();
        Slots?.Dispose();
    }
}
