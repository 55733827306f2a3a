using MemoryProfiler.Graph;
using MemoryProfiler.Naming;
using MemoryProfiler.Snapshots;

namespace MemoryProfiler.Waste;

/// <summary>Looks through a snapshot for what takes memory without need.</summary>
sealed class WasteSearch(SnapshotParts parts, CollectionMoment moment)
{
    readonly HeapGraph _graph = parts.Graph;
    readonly NamedType[] _types = parts.Types;

    /// <summary>Reads what can still be read. It takes as long as reading all strings does.</summary>
    public HeapWaste Find()
    {
        using var buffers = new NodeSet(_graph.NodeCount);
        using var reader = new ObjectReader(_graph, moment);
        var strings = new DuplicateStrings(_graph, reader);
        var collections = new CollectionRooms(_graph, _types, parts.Layouts, reader);
        var told = strings.Find(Array.FindIndex(_types, type => type.Type == typeof(string)));
        var rooms = collections.Read(buffers);
        var reason = Reason(strings);
        using var none = new NodeSet(_graph.NodeCount);
        // Without their counts collections are not told from arrays.
        if (reason is not null)
            rooms = [];
        var arrays = new ArrayRooms(_graph, _types, parts.Layouts).Read(reason is null ? buffers : none).ToArray();
        return new HeapWaste
        {
            Strings = reason is null ? told : null,
            DuplicateStringCount = reason is null ? strings.Count : null,
            DuplicateStringBytes = reason is null ? strings.Bytes : null,
            Empty = Empty(rooms, arrays),
            Sparse = Sparse([.. rooms, .. arrays]),
            Boxes = Boxes(),
            NotReadBecause = reason,
            UnreadCount = reason is null ? strings.Unread + collections.Unread : 0,
        };
    }

    string? Reason(DuplicateStrings strings) =>
        !parts.IsOwnProcess ? "they are another process's"
        : !moment.IsInPlace(GC.MaxGeneration) ? "a full collection has come since the snapshot, and may have moved them"
        : strings.Count == 0 && strings.Unread > 0 && !OperatingSystem.IsLinux() && !OperatingSystem.IsWindows() ? "the system does not let a process read its own memory in a safe way"
        : null;

    List<HeapEmptyCollections> Empty(IEnumerable<CollectionRoom> rooms, IEnumerable<CollectionRoom> arrays)
    {
        var empty = rooms.Where(room => room.Used == 0)
            .GroupBy(room => _graph.TypeIndex(room.Node))
            .Select(group => new HeapEmptyCollections(_types[group.Key].Name, group.Count(), group.Sum(room => _graph.Size(room.Node) + room.BufferBytes)));
        var shareable = arrays.Where(room => room.Capacity == 0)
            .GroupBy(room => _graph.TypeIndex(room.Node))
            .Where(group => group.Skip(1).Any())
            .Select(group => new HeapEmptyCollections(_types[group.Key].Name, group.Count() - 1, group.Skip(1).Sum(room => _graph.Size(room.Node))));
        return [.. empty.Concat(shareable).OrderByDescending(found => found.WastedBytes).ThenBy(found => found.TypeName, StringComparer.Ordinal)];
    }

    List<HeapSparseCollections> Sparse(IReadOnlyList<CollectionRoom> rooms) =>
    [
        .. rooms.Where(room => room.IsSparse && (room.Used > 0 || room.BufferBytes == 0))
            .GroupBy(room => _graph.TypeIndex(room.Node))
            .Select(group => new HeapSparseCollections(_types[group.Key].Name, group.Count(), group.Sum(room => room.Capacity), group.Sum(room => room.Used), group.Sum(room => room.UnusedBytes)))
            .OrderByDescending(found => found.WastedBytes).ThenBy(found => found.TypeName, StringComparer.Ordinal),
    ];

    List<HeapBoxedValues> Boxes() =>
    [
        .. _types.Where(type => type.Type is { IsValueType: true } && type.Node.Count > 0)
            .Select(type => new HeapBoxedValues(type.Name, type.Node.Count, type.Node.Bytes))
            .OrderByDescending(found => found.Bytes).ThenBy(found => found.TypeName, StringComparer.Ordinal),
    ];
}
