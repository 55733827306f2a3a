namespace MemoryProfiler.HeapTests.Support;

/// <summary>The same questions answered in the plainest way, however long it takes.</summary>
sealed class NaiveGraph(int[][] targets, int[] roots)
{
    /// <summary>Steps from the nearest root; objects that no root reaches are missing.</summary>
    public Dictionary<int, int> Distances(int without = -1)
    {
        var found = new Dictionary<int, int>();
        var queue = new Queue<int>();
        foreach (var root in roots.Where(root => root != without && found.TryAdd(root, 0)))
            queue.Enqueue(root);
        while (queue.TryDequeue(out var node))
        {
            foreach (var target in targets[node].Where(target => target != without && found.TryAdd(target, found[node] + 1)))
                queue.Enqueue(target);
        }
        return found;
    }

    /// <summary>The objects that are free without one.</summary>
    public HashSet<int> HeldBy(int node) => [.. Distances().Keys.Except(Distances(without: node).Keys)];

    /// <summary>Of the objects without which one would be free, that which all others hold too; -1 if there is none.</summary>
    public int Dominator(int node)
    {
        var holders = Distances().Keys.Where(holder => holder != node && HeldBy(holder).Contains(node)).ToArray();
        return holders.Length == 0 ? -1 : holders.Single(holder => holders.All(other => other == holder || HeldBy(other).Contains(holder)));
    }

    /// <summary>The objects from which an object is reached and that it reaches, in order; none if it is on no circle.</summary>
    public int[] CircleWith(int node)
    {
        var after = After(node);
        return after.Contains(node) ? [.. after.Where(other => After(other).Contains(node)).Order()] : [];
    }

    HashSet<int> After(int node)
    {
        var found = new HashSet<int>();
        var queue = new Queue<int>([node]);
        while (queue.TryDequeue(out var next))
        {
            foreach (var target in targets[next].Where(found.Add))
                queue.Enqueue(target);
        }
        return found;
    }
}
