namespace MemoryProfiler.Flames;

/// <summary>Where the boxes of a graph are: each below what called it, the largest first. The page lays out by the same rules.</summary>
sealed class FlameLayout
{
    // Narrower boxes are put together, so that the widths below a box add up to its own.
    const double Smallest = 1.2;
    const double SmallestRest = 0.5;

    readonly FlameTree _tree;
    readonly long[] _totals;
    readonly IReadOnlyList<long> _own;
    readonly ILookup<int, int> _below;
    readonly List<FlameBox> _boxes = [];

    FlameLayout(FlameTree tree, int column)
    {
        _tree = tree;
        _totals = tree.Totals(column);
        _own = tree.Own(column);
        _below = Enumerable.Range(0, tree.Nodes.Count).Where(node => _totals[node] > 0)
            .OrderByDescending(node => _totals[node]).ThenBy(node => node).ToLookup(node => tree.Nodes[node].Parent);
    }

    /// <summary>The boxes, each behind the one above it.</summary>
    public static IReadOnlyList<FlameBox> Of(FlameTree tree, int column, double width)
    {
        var layout = new FlameLayout(tree, column);
        var open = new Stack<FlameBox>();
        open.Push(new FlameBox(-1, 0, 0, 0, width, tree.Own(column).Sum()));
        while (open.TryPop(out var box))
        {
            layout._boxes.Add(box);
            var below = layout.Below(box);
            for (var i = below.Count - 1; i >= 0; i--)
                open.Push(below[i]);
        }
        return layout._boxes;
    }

    List<FlameBox> Below(FlameBox box)
    {
        var below = new List<FlameBox>();
        if (box.Small > 0 || box.Bytes == 0)
            return below;
        var nodes = _below[box.Node].ToArray();
        var scale = box.Width / box.Bytes;
        var (x, rest) = (box.X, box.Bytes - (box.Node < 0 ? 0 : _own[box.Node]));
        foreach (var node in nodes)
        {
            var width = _totals[node] * scale;
            if (width < Smallest)
                break;
            below.Add(new FlameBox(node, 0, x, box.Row + 1, width, _totals[node]));
            x += width;
            rest -= _totals[node];
        }
        if (below.Count < nodes.Length && rest * scale >= SmallestRest)
            below.Add(new FlameBox(box.Node, nodes.Length - below.Count, x, box.Row + 1, rest * scale, rest));
        return below;
    }
}
