namespace MemoryProfiler.Graph;

/// <summary>Who refers to objects, found in one walk over all references.</summary>
static class Referrers
{
    /// <summary>Those of some objects: each once, by the object.</summary>
    public static ILookup<int, int> Of(HeapGraph graph, IEnumerable<int> asked)
    {
        using var isAsked = new NodeSet(graph.NodeCount);
        foreach (var node in asked)
            isAsked.Add(node);
        var found = new HashSet<(int Target, int Referrer)>();
        for (var node = 0; node < graph.NodeCount; node++)
        {
            foreach (var target in graph.Targets(node))
            {
                if (target >= 0 && isAsked.Contains(target))
                    found.Add((target, node));
            }
        }
        return found.ToLookup(pair => pair.Target, pair => pair.Referrer);
    }
}
