using MemoryProfiler.Graph;
using MemoryProfiler.Graph.Roots;
using MemoryProfiler.Naming;

namespace MemoryProfiler.Snapshots;

/// <summary>The runtime's own tables of static fields: they refer a second time to what the fields do.</summary>
static class RuntimeTables
{
    /// <summary>Those of a heap.</summary>
    public static HashSet<int> Of(HeapGraph graph, NamedType[] types) =>
        [.. graph.Roots.Where(root => root.Kind == RootPlace.Handle && types[graph.TypeIndex(root.Node)].Name == "System.Object[]").Select(root => root.Node)];
}
