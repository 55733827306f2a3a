using MemoryProfiler.Graph;
using MemoryProfiler.Graph.Roots;

namespace MemoryProfiler.Naming;

/// <summary>Roots in words, and in the order in which a reader wants to hear of them. What the reader can change comes first.</summary>
sealed class RootWords
{
    readonly HeapGraph _graph;
    readonly NamedType[] _types;
    readonly StaticOwners? _owners;
    readonly UnlistedStatics _unlisted = new();

    public RootWords(HeapGraph graph, NamedType[] types, bool isOwnProcess)
    {
        _graph = graph;
        _types = types;
        _owners = isOwnProcess ? new StaticOwners(graph, types) : null;
    }

    /// <summary>All roots in ranks: the object, and the number by which a root goes here.</summary>
    public IEnumerable<IEnumerable<(int Node, int Root)>> Ranks() =>
        from root in Enumerable.Range(0, _graph.Statics.Count + _graph.Roots.Count)
        group (Node(root), root) by Rank(root) into rank
        orderby rank.Key
        select rank.AsEnumerable();

    /// <summary>What a root is.</summary>
    public HeapRootKind Kind(int root) =>
        root < _graph.Statics.Count || IsTable(root) ? HeapRootKind.Static : Of(root) switch
        {
            { Kind: RootPlace.Stack } => HeapRootKind.Stack,
            { Kind: RootPlace.Finalizer } => HeapRootKind.FinalizerQueue,
            { Kind: RootPlace.Handle, Flags: var flags } => (flags & RootFlags.Pinning) != 0 ? HeapRootKind.PinnedHandle : HeapRootKind.Handle,
            _ => HeapRootKind.Other,
        };

    /// <summary>Whether a root is a static field that a reader can change. Of one whose class is not known it is taken for granted.</summary>
    public bool IsOwn(int root)
    {
        if (root >= _graph.Statics.Count)
            return false;
        var field = _graph.Statics[root].Field;
        return _owners is null ? !field.Contains('.') || Assemblies.IsUsers(field) : _owners.Of(root) is { Count: > 0 } owners && owners.All(Assemblies.IsUsers);
    }

    /// <summary>A root in words.</summary>
    /// <param name="root">The root.</param>
    public string Text(int root)
    {
        if (root < _graph.Statics.Count)
            return StaticText(root);
        return Kind(root) switch
        {
            HeapRootKind.Static => "a static field of a generic class or of each thread",
            HeapRootKind.Stack => "a local on a thread's stack",
            HeapRootKind.FinalizerQueue => "the finalizer queue",
            HeapRootKind.PinnedHandle => "a pinned GCHandle",
            HeapRootKind.Handle => "a GCHandle",
            _ => "the runtime",
        };
    }

    /// <summary>
    /// How many objects at the beginning of a path are the runtime's own tables. In those it keeps the static fields of
    /// generic classes and those of each thread.
    /// </summary>
    public int Tables(int root, IReadOnlyList<int> path) => IsTable(root) ? path.TakeWhile(IsObjectArray).Take(path.Count - 1).Count() : 0;

    /// <summary>
    /// Whether an object is such a table. One comes with each generic class that first runs, the program's or anybody
    /// else's.
    /// </summary>
    public bool IsTable(int root, int node) =>
        IsTable(root) && IsObjectArray(node) && (Node(root) == node || (Of(root).Kind == RootPlace.Stack && Has(Node(root), target => target == node)));

    /// <summary>The static field that a table has an object for.</summary>
    public string Unlisted(int root, int node) =>
        _types[_graph.TypeIndex(node)].Type is { } type && _unlisted.Holding(type, Of(root).Kind == RootPlace.Stack) is { } name ? name : Text(root);

    // The table of a thread holds one table for each kind of static field.
    bool IsTable(int root) =>
        root >= _graph.Statics.Count && IsObjectArray(Of(root).Node)
            && (Of(root).Kind == RootPlace.Handle || (Of(root) is { Kind: RootPlace.Stack, Flags: RootFlags.None } && Has(Of(root).Node, IsObjectArray)));

    bool Has(int node, Func<int, bool> fits)
    {
        foreach (var target in _graph.Targets(node))
        {
            if (fits(target))
                return true;
        }
        return false;
    }

    bool IsObjectArray(int node) => _types[_graph.TypeIndex(node)].Name == "System.Object[]";

    int Node(int root) => root < _graph.Statics.Count ? _graph.Statics[root].Node : Of(root).Node;

    RootReference Of(int root) => _graph.Roots[root - _graph.Statics.Count];

    string StaticText(int root)
    {
        var name = _graph.Statics[root].Field;
        var owners = _owners?.Of(root) ?? [];
        return owners.Count == 0 ? $"{MemberWords.Property(name)} (static)" : string.Join(" or ", owners.Select(owner => MemberWords.Static(owner, name)));
    }

    int Rank(int root)
    {
        if (root < _graph.Statics.Count)
            return _owners is not null && IsOwn(root) ? 0 : 1;
        return Kind(root) switch
        {
            HeapRootKind.Static => Of(root).Kind == RootPlace.Handle ? 2 : 3,
            HeapRootKind.Handle or HeapRootKind.PinnedHandle => 4,
            HeapRootKind.Other => 5,
            HeapRootKind.FinalizerQueue => 6,
            _ => 7,
        };
    }
}
