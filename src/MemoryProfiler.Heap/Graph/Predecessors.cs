using MemoryProfiler.Memory;

namespace MemoryProfiler.Graph;

/// <summary>Who refers to each object, by the numbers of a search; 0 for a root.</summary>
sealed class Predecessors : IDisposable
{
    readonly NativeList<uint> _rows;
    readonly NativeList<int> _sources;

    public Predecessors(HeapGraph graph, DepthFirst search, IReadOnlyList<int> roots)
    {
        var count = search.Count;
        _rows = new NativeList<uint>(count + 2);
        Each((_, to) => _rows[to + 2]++);
        for (var i = 2; i < _rows.Count; i++)
            _rows[i] += _rows[i - 1];
        _sources = new NativeList<int>(_rows[count + 1]);
        // Each row's beginning moves to its end, where the next one begins.
        Each((from, to) => _sources[_rows[to + 1]++] = from);

        void Each(Action<int, int> edge)
        {
            foreach (var root in roots)
                edge(0, search.Number(root));
            for (var number = 1; number < count; number++)
            {
                foreach (var target in graph.Targets(search.Node(number)))
                {
                    if (target >= 0)
                        edge(number, search.Number(target));
                }
            }
        }
    }

    public ReadOnlySpan<int> Of(int number) => _sources.Span(_rows[number], (int)(_rows[number + 1] - _rows[number]));

    public void Dispose()
    {
        _rows.Dispose();
        _sources.Dispose();
    }
}
