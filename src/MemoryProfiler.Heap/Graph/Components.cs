using MemoryProfiler.Memory;

namespace MemoryProfiler.Graph;

/// <summary>Objects that refer to each other in circles, by Tarjan's strongly connected components, without recursion.</summary>
static class Components
{
    /// <summary>The components of more than one object, and objects that refer to themselves.</summary>
    public static List<int[]> Cyclic(HeapGraph graph)
    {
        var count = graph.NodeCount;
        using var number = new NativeList<int>(count);
        using var low = new NativeList<int>(count);
        using var isOpen = new NativeList<bool>(count);
        using var open = new NativeList<int>();
        using var stack = new NativeList<(int Node, int Edge)>();
        var found = new List<int[]>();
        var last = 0;
        for (var start = 0; start < count; start++)
        {
            if (number[start] != 0)
                continue;
            Enter(start);
            while (stack.Count > 0)
                Step();
        }
        return found;

        void Enter(int node)
        {
            number[node] = low[node] = ++last;
            isOpen[node] = true;
            open.Add(node);
            stack.Add((node, 0));
        }

        void Step()
        {
            ref var top = ref stack[stack.Count - 1];
            var node = top.Node;
            var targets = graph.Targets(node);
            if (top.Edge < targets.Length)
            {
                var target = targets[top.Edge++];
                if (target < 0)
                    return;
                if (number[target] == 0)
                    Enter(target);
                else if (isOpen[target])
                    low[node] = Math.Min(low[node], number[target]);
                return;
            }
            stack.Truncate(stack.Count - 1);
            if (stack.Count > 0)
                low[stack[stack.Count - 1].Node] = Math.Min(low[stack[stack.Count - 1].Node], low[node]);
            if (low[node] == number[node])
                Close(node);
        }

        void Close(int node)
        {
            var first = open.Count - 1;
            while (open[first] != node)
                first--;
            var members = open.Span(first, (int)(open.Count - first)).ToArray();
            open.Truncate(first);
            foreach (var member in members)
                isOpen[member] = false;
            if (members.Length > 1 || graph.Targets(node).Contains(node))
                found.Add(members);
        }
    }
}
