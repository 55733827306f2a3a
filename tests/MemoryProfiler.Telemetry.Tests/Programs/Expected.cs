namespace MemoryProfiler.Telemetry.Tests.Programs;

/// <summary>What a report and listeners have to say of the programs that ran, worked out from their trees.</summary>
sealed class Expected
{
    readonly Dictionary<NodeKind, Figures> _all = [];

    public IEnumerable<(NodeKind Kind, Figures Figures)> All => _all.Select(known => (known.Key, known.Value));

    /// <summary>Adds a call and what it calls.</summary>
    public void Add(Node node) => Add(node, []);

    void Add(Node node, List<NodeKind> around)
    {
        if (!_all.TryGetValue(node.Kind, out var figures))
            _all.Add(node.Kind, figures = new Figures());
        var isOutermost = !around.Contains(node.Kind);
        figures.Calls++;
        figures.Bytes += node.Total;
        figures.Min = Math.Min(figures.Min, node.Total);
        figures.Max = Math.Max(figures.Max, node.Total);
        figures.Self += node.Total - node.Children.Sum(child => child.Total);
        figures.Arrays += Node.ArrayBytes(node.Length);
        figures.Inclusive += isOutermost ? node.Total : 0;
        figures.BelowArrays += isOutermost ? node.Total - Node.ArrayBytes(node.Length) : 0;
        around.Add(node.Kind);
        foreach (var child in node.Children)
            Add(child, around);
        around.RemoveAt(around.Count - 1);
    }
}
