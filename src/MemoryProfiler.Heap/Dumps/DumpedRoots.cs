using MemoryProfiler.Graph;
using MemoryProfiler.Graph.Roots;

namespace MemoryProfiler.Dumps;

/// <summary>The roots of a .gcdump: nodes that are no objects and lead to some.</summary>
static class DumpedRoots
{
    /// <summary>All of them.</summary>
    /// <param name="dump">The file.</param>
    /// <param name="numbers">The number of each node that is an object; -1 for others.</param>
    public static (IReadOnlyList<RootReference> Roots, IReadOnlyList<StaticRoot> Statics) Of(DumpedGraph dump, int[] numbers)
    {
        var roots = new List<RootReference>();
        var statics = new List<StaticRoot>();
        var seen = new HashSet<int>();
        var pending = new Stack<int>([dump.Root]);
        while (pending.TryPop(out var node))
        {
            if (numbers[node] >= 0 || !seen.Add(node))
                continue;
            var name = dump.Types[dump.Head(node, out var position).Type].Name;
            for (var left = dump.Count(ref position); left > 0; left--)
            {
                var target = dump.Target(node, ref position);
                if (numbers[target] < 0)
                    pending.Push(target);
                else if (RootNames.Field(name, dump.Types[dump.Head(target, out _).Type].PlainName) is { } field)
                    statics.Add(new StaticRoot(numbers[target], 0, field));
                else
                    roots.Add(new RootReference(numbers[target], RootNames.Meaning(name).Place, RootNames.Meaning(name).Flags, 0));
            }
        }
        return (roots, statics);
    }
}
