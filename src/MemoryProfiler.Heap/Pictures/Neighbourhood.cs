using System.Globalization;
using MemoryProfiler.Graph;
using MemoryProfiler.Snapshots;

namespace MemoryProfiler.Pictures;

/// <summary>
/// What is around an object, breadth first and within limits. Who holds it is asked nearest to a root first, and what it holds
/// by what that would free, so that what is left out says least.
/// </summary>
sealed class Neighbourhood
{
    readonly SnapshotContent _heap;
    readonly HeapGraph _graph;
    readonly HeapPictureOptions _options;
    readonly List<PictureBox> _boxes = [];
    readonly List<(int From, int To, string Label)> _others = [];
    readonly Dictionary<int, int> _shown = [];
    readonly ILookup<int, string> _roots;
    readonly HashSet<int> _tables;
    readonly HashSet<int> _statics;

    Neighbourhood(SnapshotContent heap, HeapPictureOptions options)
    {
        _heap = heap;
        _graph = heap.Parts.Graph;
        _options = options;
        _tables = RuntimeTables.Of(_graph, heap.Parts.Types);
        _statics = [.. _graph.Statics.Select(root => root.Node)];
        var statics = _graph.Statics.Count;
        _roots = Enumerable.Range(0, IsTo ? statics + _graph.Roots.Count : 0)
            .ToLookup(root => root < statics ? _graph.Statics[root].Node : _graph.Roots[root - statics].Node, heap.Paths.RootText);
    }

    bool IsTo => _options.References == HeapReferences.To;

    /// <summary>The picture of an object.</summary>
    public static ReferencePicture Of(SnapshotContent heap, int target, HeapPictureOptions options)
    {
        options.Check();
        return new Neighbourhood(heap, options).Picture(target);
    }

    ReferencePicture Picture(int target)
    {
        Add(target, PictureBoxKind.Target, 0, -1, "");
        var level = new List<int> { target };
        for (var depth = 0; level.Count > 0; depth++)
            level = Next(level, depth);
        var title = IsTo ? $"What refers to {_boxes[0].Title}" : $"What {_boxes[0].Title} refers to";
        return new ReferencePicture(title, string.Create(CultureInfo.InvariantCulture, $"{_shown.Count:N0} {(_shown.Count == 1 ? "object" : "objects")}, up to {_options.Depth} references away and {_options.FanOut} of each"), _options.References, _boxes, _others);
    }

    // In one walk over all references for those that lead to a level.
    List<int> Next(List<int> level, int depth)
    {
        var referrers = IsTo ? Referrers.Of(_graph, level) : null;
        var next = new List<int>();
        foreach (var node in level)
        {
            var box = _shown[node];
            var more = AddRoots(node, box, depth);
            var neighbours = referrers?[node].Where(referrer => !_statics.Contains(node) || !_tables.Contains(referrer)).ToList() ?? Targets(node);
            var room = depth < _options.Depth ? _options.FanOut : 0;
            foreach (var neighbour in Ordered(neighbours))
            {
                if (_shown.TryGetValue(neighbour, out var there))
                    _others.Add(IsTo ? (there, box, Label(node, neighbour)) : (box, there, Label(node, neighbour)));
                else if (room > 0 && _shown.Count < _options.MaxObjects)
                {
                    room--;
                    Add(neighbour, PictureBoxKind.Object, depth + 1, box, Label(node, neighbour));
                    next.Add(neighbour);
                }
                else
                    more++;
            }
            if (more > 0)
                _boxes.Add(new PictureBox(PictureBoxKind.More, string.Create(CultureInfo.InvariantCulture, $"{more:N0} more"), "", depth + 1, box, "", IsUsers: false));
        }
        return next;
    }

    int AddRoots(int node, int box, int depth)
    {
        var roots = _roots[node].Distinct().ToList();
        foreach (var root in roots.Take(_options.FanOut))
            _boxes.Add(new PictureBox(PictureBoxKind.Root, root, "root", depth + 1, box, "", IsUsers: false));
        return Math.Max(0, roots.Count - _options.FanOut);
    }

    void Add(int node, PictureBoxKind kind, int depth, int parent, string label)
    {
        _shown.Add(node, _boxes.Count);
        var (bytes, retained) = (_graph.Size(node), _heap.Dominators.Retained(node));
        _boxes.Add(new PictureBox(kind, _heap.Paths.Name(node), retained > bytes ? $"{ByteSize.Format(bytes)}, retains {ByteSize.Format(retained)}" : ByteSize.Format(bytes), depth, parent, label,
            _heap.Parts.Types[_graph.TypeIndex(node)].IsUsers));
    }

    string Label(int node, int neighbour) => IsTo ? _heap.Paths.Link(neighbour, node) : _heap.Paths.Link(node, neighbour);

    List<int> Targets(int node)
    {
        var targets = new HashSet<int>();
        foreach (var target in _graph.Targets(node))
        {
            if (target >= 0)
                targets.Add(target);
        }
        return [.. targets];
    }

    IEnumerable<int> Ordered(List<int> nodes) => IsTo
        ? nodes.OrderBy(_heap.Paths.Distance).ThenBy(node => node)
        : nodes.OrderByDescending(_heap.Dominators.Retained).ThenBy(node => node);
}
