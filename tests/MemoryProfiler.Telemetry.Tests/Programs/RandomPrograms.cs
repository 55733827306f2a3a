namespace MemoryProfiler.Telemetry.Tests.Programs;

/// <summary>Makes random programs of which every byte is known.</summary>
sealed class RandomPrograms(Overheads overheads, int seed)
{
    const int MaxDepth = 4;
    const int MaxCalls = 12;

    static readonly NodeKind[] _usual =
    [
        NodeKind.Plain, NodeKind.Plain, NodeKind.Other, NodeKind.Other, NodeKind.Lambda, NodeKind.Scope, NodeKind.Elements, NodeKind.BrokenOff,
        NodeKind.Throws, NodeKind.Limited, NodeKind.LimitedElements, NodeKind.AtOnce, NodeKind.LimitedAtOnce, NodeKind.Inline, NodeKind.LimitedInline,
    ];

    // Seldom, as each of them composes a message out of a report.
    static readonly NodeKind[] _exceeding =
        [NodeKind.LimitedBelow, NodeKind.LimitedElementsBelow, NodeKind.LimitedAtOnceBelow, NodeKind.LimitedInlineBelow];

    readonly Random _random = new(seed);
    int _callsLeft;
    bool _mayExceed;

    /// <summary>The outermost calls of the next program.</summary>
    public Node[] Next()
    {
        _callsLeft = MaxCalls;
        _mayExceed = _random.Next(8) == 0;
        var hops = _random.Next(4) == 0;
        return [.. Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => Make(depth: 0, hops, mayThrow: true))];
    }

    Node Make(int depth, bool hops, bool mayThrow)
    {
        _callsLeft--;
        var kind = Kind(hops && _random.Next(2) == 0);
        // What an exception will cost is not known to the byte, which a limit has to be met by.
        if (kind == NodeKind.Throws && !mayThrow)
            kind = NodeKind.Plain;
        List<Node> children = [];
        var count = depth == MaxDepth ? 0 : _random.Next(4);
        for (var i = 0; i < count && _callsLeft > 0; i++)
            children.Add(Make(depth + 1, hops && Overheads.Hops(kind), mayThrow && !Overheads.IsLimited(kind)));
        return Make(kind, [.. children]);
    }

    Node Make(NodeKind kind, Node[] children)
    {
        var callees = children.Sum(child => child.Total + overheads.OfCaller(child.Kind));
        var length = 8 * _random.Next(100);
        if (!Overheads.IsLimited(kind))
            return new Node(kind, length, children) { Total = Node.ArrayBytes(length) + overheads.Own(kind) + callees };
        length = (int)(Actors.Limit - Node.ArrayBytes(0) - overheads.WithinLimit(kind) - callees);
        // The callees may have allocated more than the limit already.
        return length >= 0
            ? new Node(kind, length, children) { Total = Node.ArrayBytes(length) + overheads.Own(kind) + callees }
            : Make(Overheads.Hops(kind) ? NodeKind.Hop : NodeKind.Plain, children);
    }

    NodeKind Kind(bool hops)
    {
        var exceeds = _mayExceed && _random.Next(3) == 0;
        if (exceeds)
            _mayExceed = false;
        if (hops)
            return exceeds ? NodeKind.LimitedHopBelow : _random.Next(3) == 0 ? NodeKind.LimitedHop : NodeKind.Hop;
        return exceeds ? _exceeding[_random.Next(_exceeding.Length)] : _usual[_random.Next(_usual.Length)];
    }
}
