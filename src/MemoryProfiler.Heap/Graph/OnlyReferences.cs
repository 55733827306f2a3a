using MemoryProfiler.Graph.Roots;

namespace MemoryProfiler.Graph;

/// <summary>
/// Finds objects to which one reference alone leads, apart from those of what only they hold. Locals do not count: they go by
/// themselves.
/// </summary>
static class OnlyReferences
{
    /// <summary>Those of some objects, in one walk over all references.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="tree">Who holds what alone.</param>
    /// <param name="tables">The runtime's own, which refer a second time to what static fields do.</param>
    /// <param name="asked">The objects.</param>
    public static HashSet<int> Of(HeapGraph graph, DominatorTree tree, IReadOnlySet<int> tables, IEnumerable<int> asked)
    {
        var statics = graph.Statics.Select(root => root.Node).ToHashSet();
        using var isAsked = new NodeSet(graph.NodeCount);
        var counts = new Dictionary<int, int>();
        foreach (var node in asked)
        {
            isAsked.Add(node);
            counts[node] = 0;
        }
        foreach (var root in graph.Roots.Where(root => root.Kind != RootPlace.Stack))
            Count(-1, root.Node);
        foreach (var root in graph.Statics)
            Count(-1, root.Node);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (!tree.IsReached(node))
                continue;
            var isTable = tables.Contains(node);
            foreach (var target in graph.Targets(node))
            {
                if (target >= 0 && !(isTable && statics.Contains(target)))
                    Count(node, target);
            }
        }
        return [.. counts.Where(pair => pair.Value == 1).Select(pair => pair.Key)];

        void Count(int from, int to)
        {
            if (isAsked.Contains(to) && (from < 0 || !tree.Holds(to, from)))
                counts[to]++;
        }
    }
}
