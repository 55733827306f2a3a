using MemoryProfiler.Memory;

namespace MemoryProfiler.Graph;

/// <summary>Numbers the objects in the order in which a search into the depth meets them. The roots together are number 0.</summary>
sealed class DepthFirst : IDisposable
{
    readonly NativeList<int> _nodes = new();
    readonly NativeList<int> _parents = new();
    readonly NativeList<int> _numbers;

    /// <summary>Searches from some objects.</summary>
    public DepthFirst(HeapGraph graph, IEnumerable<int> roots)
    {
        _numbers = new NativeList<int>(graph.NodeCount);
        using var stack = new NativeList<(int Node, int Edge)>();
        _nodes.Add(-1);
        _parents.Add(-1);
        foreach (var root in roots)
            From(root);

        void From(int start)
        {
            Meet(start, 0);
            while (stack.Count > 0)
            {
                ref var top = ref stack[stack.Count - 1];
                var targets = graph.Targets(top.Node);
                if (top.Edge == targets.Length)
                    stack.Truncate(stack.Count - 1);
                else
                    Meet(targets[top.Edge++], _numbers[top.Node]);
            }
        }

        void Meet(int node, int parent)
        {
            if (node < 0 || _numbers[node] != 0)
                return;
            _numbers[node] = (int)_nodes.Count;
            _nodes.Add(node);
            _parents.Add(parent);
            stack.Add((node, 0));
        }
    }

    /// <summary>How many numbers there are.</summary>
    public int Count => (int)_nodes.Count;

    public int Node(int number) => _nodes[number];

    public int Parent(int number) => _parents[number];

    /// <summary>The number of an object; 0 if no root reaches it.</summary>
    public int Number(int node) => _numbers[node];

    public void Dispose()
    {
        _nodes.Dispose();
        _parents.Dispose();
        _numbers.Dispose();
    }
}
