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
        // Types that can be unloaded go only when their assembly does, which whoever captures holds until here.
        var known = graph.Types.Select(type => NamedType.OfHandle(type.Id)).ToArray();
        var layouts = known.Select(type => type is null ? null : ReferenceLayout.Of(type)).ToArray();
        // Before the names, which allocate: a collection of young objects would move some of what is read here.
        var slots = new EdgeSlots(graph, layouts);
        return new SnapshotParts(graph, [.. graph.Types.Zip(known, NamedType.Own)], layouts, slots);
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
