namespace MemoryProfiler.Dumps;

/// <summary>The nodes of a .gcdump that stand for roots, numbered behind the objects: the first for all of them.</summary>
sealed class RootNodes
{
    readonly List<(string Name, List<int> Targets)> _nodes = [];
    readonly Dictionary<string, int> _indexes = [];
    readonly int _first;

    /// <summary>The nodes of a heap's roots.</summary>
    /// <param name="objectCount">How many objects there are.</param>
    /// <param name="roots">The name of each root, and its object.</param>
    /// <param name="statics">The same for static fields.</param>
    public RootNodes(int objectCount, IEnumerable<(string Name, int Node)> roots, IEnumerable<(string Name, int Node)> statics)
    {
        _first = objectCount;
        NodeOf(RootNames.All, parent: null);
        NodeOf(RootNames.Statics, RootNames.All);
        NodeOf(RootNames.Others, RootNames.All);
        foreach (var (name, node) in statics)
            NodeOf(name, RootNames.Statics).Add(node);
        foreach (var (name, node) in roots)
            NodeOf(name, name == RootNames.Stack ? RootNames.All : RootNames.Others).Add(node);
    }

    /// <summary>Each with what it leads to.</summary>
    public IReadOnlyList<(string Name, List<int> Targets)> All => _nodes;

    List<int> NodeOf(string name, string? parent)
    {
        if (_indexes.TryGetValue(name, out var index))
            return _nodes[index].Targets;
        _indexes.Add(name, _nodes.Count);
        if (parent is not null)
            _nodes[_indexes[parent]].Targets.Add(_first + _nodes.Count);
        _nodes.Add((name, []));
        return _nodes[^1].Targets;
    }
}
