using MemoryProfiler.Graph;
using MemoryProfiler.Naming;

namespace MemoryProfiler.Snapshots;

/// <summary>Circles of references in words: of each group of objects the shortest one through its first object.</summary>
static class CycleWords
{
    /// <summary>All groups, that with most bytes first.</summary>
    public static IReadOnlyList<HeapCycle> Of(HeapGraph graph, PathWords words) =>
    [
        .. Components.Cyclic(graph)
            .Select(group => new HeapCycle(Steps(Circle(graph, group), words), group.Length, group.Sum(graph.Size)))
            .OrderByDescending(cycle => cycle.Bytes),
    ];

    static List<string> Steps(List<int> circle, PathWords words)
    {
        var steps = new List<string>();
        for (var i = 0; i + 1 < circle.Count; i++)
            steps.Add(words.Shape(circle[i], circle[i + 1]));
        steps.Add(words.Name(circle[^1]));
        return steps;
    }

    // Breadth first, and only within the group.
    static List<int> Circle(HeapGraph graph, int[] group)
    {
        var members = group.ToHashSet();
        var parents = new Dictionary<int, int>();
        var queue = new Queue<int>([group[0]]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var target in graph.Targets(node))
            {
                if (target == group[0])
                    return Back(parents, group[0], node);
                if (members.Contains(target) && parents.TryAdd(target, node))
                    queue.Enqueue(target);
            }
        }
        return [group[0]];
    }

    static List<int> Back(Dictionary<int, int> parents, int first, int last)
    {
        var circle = new List<int> { first };
        for (var node = last; node != first; node = parents[node])
            circle.Add(node);
        circle.Add(first);
        circle.Reverse();
        return circle;
    }
}
