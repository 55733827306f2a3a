using MemoryProfiler.Graph;

namespace MemoryProfiler.Snapshots;

/// <summary>
/// Which objects of a snapshot were not in an earlier one. Old objects stay where they are until a full collection, and of
/// that which the later snapshot began with it is known what it moved. Objects that were young in the earlier one cannot be followed.
/// </summary>
sealed class NewNodes
{
    // dotnet/runtime issue 99487: the keyword that asks for a collection asks for another one when its session ends.
    static readonly string _anotherCollection = Environment.Version.Major < 10
        ? "up to .NET 9 the runtime collects everything once more when a snapshot has been taken, which may move objects"
        : "another full collection than the snapshots' own may have moved objects in between";

    readonly NodeSet? _nodes;
    readonly Dictionary<(string Name, string? Assembly), (long Count, long MaybeOlder)> _types = [];

    NewNodes(NodeSet? nodes, string? unknownBecause)
    {
        _nodes = nodes;
        UnknownBecause = unknownBecause;
    }

    /// <summary>Why it is not known, as the end of a sentence; null if it is.</summary>
    public string? UnknownBecause { get; }

    /// <summary>It cannot be known.</summary>
    public static NewNodes Unknown(string because) => new(null, because);

    /// <summary>Compares two snapshots; null stands for one that is disposed.</summary>
    public static NewNodes Between(GraphMoment? before, GraphMoment? after)
    {
        if (before is not { } earlier || after is not { } later)
            return new NewNodes(null, "a snapshot is disposed");
        if (!later.Moment.IsAlone || later.Moment.Full != earlier.Moment.Full + (ReferenceEquals(earlier.Graph, later.Graph) ? 0 : 1))
            return new NewNodes(null, _anotherCollection);
        if (later.Graph.Moves is null)
            return new NewNodes(null, "the runtime could not send all that its collection moved");
        var found = new NewNodes(new NodeSet(later.Graph.NodeCount), null);
        if (!ReferenceEquals(earlier.Graph, later.Graph))
            found.Find(earlier, later);
        return found;
    }

    public bool Contains(int node) => _nodes!.Contains(node);

    /// <summary>How many of a type are new, and how many of those may be older.</summary>
    public (long Count, long MaybeOlder) Of(string name, string? assembly) => _types.GetValueOrDefault((name, assembly));

    void Find(GraphMoment earlier, GraphMoment later)
    {
        var (before, after) = (earlier.Graph, later.Graph);
        var counts = new long[later.Types.Length];
        for (var node = 0; node < after.NodeCount; node++)
        {
            if (WasThere(before, after, node))
                continue;
            _nodes!.Add(node);
            counts[after.TypeIndex(node)]++;
        }
        var young = Young(earlier);
        foreach (var type in later.Types.Zip(counts).Where(type => type.Second > 0).GroupBy(type => (type.First.Name, type.First.Assembly), type => type.Second))
            _types.Add(type.Key, (type.Sum(), Math.Min(type.Sum(), young.GetValueOrDefault(type.Key))));
    }

    static bool WasThere(HeapGraph before, HeapGraph after, int node)
    {
        var found = before.Find(after.Moves!.Before(after.Address(node)));
        return found >= 0 && !before.IsYoung(found) && before.Type(found).Id == after.Type(node).Id && before.RawSize(found) == after.RawSize(node);
    }

    static Dictionary<(string Name, string? Assembly), long> Young(GraphMoment moment)
    {
        var young = new Dictionary<(string Name, string? Assembly), long>();
        for (var node = 0; node < moment.Graph.NodeCount; node++)
        {
            if (!moment.Graph.IsYoung(node))
                continue;
            var type = moment.Types[moment.Graph.TypeIndex(node)];
            young[(type.Name, type.Assembly)] = young.GetValueOrDefault((type.Name, type.Assembly)) + 1;
        }
        return young;
    }
}
