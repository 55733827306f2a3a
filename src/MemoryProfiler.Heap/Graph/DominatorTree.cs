using MemoryProfiler.Memory;

namespace MemoryProfiler.Graph;

/// <summary>
/// Which objects each one holds alone. A walk over them numbers all that hangs on one in a row. So one object holds another if the
/// other's number is among those of its part of the tree. Immutable.
/// </summary>
sealed class DominatorTree : IDisposable
{
    const int None = -1;

    readonly NativeList<int> _first;
    readonly NativeList<int> _next;
    readonly NativeList<int> _number;
    readonly NativeList<int> _end;
    readonly int _top;

    public DominatorTree(HeapGraph graph, Dominators dominators)
    {
        _top = graph.NodeCount;
        _first = new NativeList<int>(_top + 1);
        _next = new NativeList<int>(_top);
        _number = new NativeList<int>(_top);
        _end = new NativeList<int>(_top);
        for (var node = 0; node <= _top; node++)
            _first[node] = None;
        for (var node = _top - 1; node >= 0; node--)
        {
            // What no root reaches is in nobody's part.
            if (dominators.Retained(node) == 0)
                continue;
            var above = dominators.Of(node) is var of and >= 0 ? of : _top;
            _next[node] = _first[above];
            _first[above] = node;
        }
        Number();
    }

    /// <summary>The native bytes that it takes.</summary>
    public long Bytes => _first.Bytes + _next.Bytes + _number.Bytes + _end.Bytes;

    /// <summary>The objects that nothing but the roots together holds.</summary>
    public IEnumerable<int> Tops => Below(_top);

    /// <summary>The objects that one holds alone, without those that hang on these.</summary>
    public IEnumerable<int> Below(int node)
    {
        for (var below = _first[node]; below != None; below = _next[below])
            yield return below;
    }

    /// <summary>Whether a root reaches an object.</summary>
    public bool IsReached(int node) => _number[node] > 0;

    /// <summary>Whether an object holds another one alone, or is it.</summary>
    public bool Holds(int holder, int node) => _number[holder] > 0 && _number[node] >= _number[holder] && _number[node] < _end[holder];

    /// <summary>What would be free without all objects of a type, for each type: what one holds for another of its type counts once.</summary>
    public long[] RetainedByType(HeapGraph graph, Dominators dominators)
    {
        var retained = new long[graph.Types.Count];
        var above = new int[graph.Types.Count];
        Walk(
            node =>
            {
                if (above[graph.TypeIndex(node)]++ == 0)
                    retained[graph.TypeIndex(node)] += dominators.Retained(node);
            },
            node => above[graph.TypeIndex(node)]--);
        return retained;
    }

    public void Dispose()
    {
        _first.Dispose();
        _next.Dispose();
        _number.Dispose();
        _end.Dispose();
    }

    void Number()
    {
        var last = 0;
        Walk(node => _number[node] = ++last, node => _end[node] = last + 1);
    }

    // Without recursion: a list is as deep as it is long.
    void Walk(Action<int> enter, Action<int> leave)
    {
        using var open = new NativeList<int>();
        for (var node = _first[_top]; node != None || open.Count > 0;)
        {
            if (node != None)
            {
                enter(node);
                open.Add(node);
                node = _first[node];
                continue;
            }
            var done = open[open.Count - 1];
            open.Truncate(open.Count - 1);
            leave(done);
            node = _next[done];
        }
    }
}
