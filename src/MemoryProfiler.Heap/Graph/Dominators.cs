using MemoryProfiler.Graph.Roots;
using MemoryProfiler.Memory;

namespace MemoryProfiler.Graph;

/// <summary>
/// Which object lies on every way from the roots to another one. Without it, the other one would be free. By Lengauer and
/// Tarjan, with path compression, without recursion.
/// </summary>
sealed class Dominators : IDisposable
{
    const int None = -1;

    // Of the objects, by the order of the search; the roots together are number 0.
    readonly NativeList<int> _dominators;
    readonly NativeList<long> _retained;

    /// <summary>Computes both for a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="hasLocals">Whether what locals hold counts as held.</param>
    public Dominators(HeapGraph graph, bool hasLocals = true)
    {
        var roots = graph.Roots.Where(root => hasLocals || root.Kind != RootPlace.Stack).Select(root => root.Node).Concat(graph.Statics.Select(root => root.Node)).ToArray();
        using var search = new DepthFirst(graph, roots);
        var count = search.Count;
        using var predecessors = new Predecessors(graph, search, roots);
        using var semi = new NativeList<int>(count);
        using var label = new NativeList<int>(count);
        using var ancestor = new NativeList<int>(count);
        using var bucket = new NativeList<int>(count);
        using var next = new NativeList<int>(count);
        using var dominator = new NativeList<int>(count);
        using var stack = new NativeList<int>();
        for (var i = 0; i < count; i++)
        {
            semi[i] = label[i] = i;
            ancestor[i] = bucket[i] = next[i] = None;
        }
        for (var w = count - 1; w > 0; w--)
        {
            foreach (var v in predecessors.Of(w))
                semi[w] = Math.Min(semi[w], semi[Eval(v)]);
            next[w] = bucket[semi[w]];
            bucket[semi[w]] = w;
            var parent = search.Parent(w);
            ancestor[w] = parent;
            for (var v = bucket[parent]; v != None; v = next[v])
            {
                var u = Eval(v);
                dominator[v] = semi[u] < semi[v] ? u : parent;
            }
            bucket[parent] = None;
        }
        for (var w = 1; w < count; w++)
        {
            if (dominator[w] != semi[w])
                dominator[w] = dominator[dominator[w]];
        }
        _dominators = new NativeList<int>(graph.NodeCount);
        _retained = new NativeList<long>(graph.NodeCount);
        Publish(graph, search, dominator);

        // The least semidominator between an object and the root of its tree; the way is shortened for the next time.
        int Eval(int v)
        {
            if (ancestor[v] == None)
                return label[v];
            for (var u = v; ancestor[ancestor[u]] != None; u = ancestor[u])
                stack.Add(u);
            while (stack.Count > 0)
            {
                var u = stack[stack.Count - 1];
                stack.Truncate(stack.Count - 1);
                var above = ancestor[u];
                if (semi[label[above]] < semi[label[u]])
                    label[u] = label[above];
                ancestor[u] = ancestor[above];
            }
            return label[v];
        }
    }

    /// <summary>The native bytes that it takes.</summary>
    public long Bytes => _dominators.Bytes + _retained.Bytes;

    /// <summary>The object that holds this one alone; -1 if only all roots together do, or none.</summary>
    public int Of(int node) => _dominators[node];

    /// <summary>What would be free without the object, itself included, in bytes; 0 for what no root reaches.</summary>
    public long Retained(int node) => _retained[node];

    public void Dispose()
    {
        _dominators.Dispose();
        _retained.Dispose();
    }

    void Publish(HeapGraph graph, DepthFirst search, NativeList<int> dominator)
    {
        for (var i = 0; i < graph.NodeCount; i++)
            _dominators[i] = None;
        for (var w = search.Count - 1; w > 0; w--)
        {
            var node = search.Node(w);
            _retained[node] += graph.Size(node);
            if (dominator[w] <= 0)
                continue;
            var above = search.Node(dominator[w]);
            _dominators[node] = above;
            _retained[above] += _retained[node];
        }
    }
}
