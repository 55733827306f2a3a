using System.Runtime.InteropServices;
using MemoryProfiler.Graph;
using MemoryProfiler.Layout;
using MemoryProfiler.Naming;

namespace MemoryProfiler.Waste;

/// <summary>How full collections of the platform are: their counts are read, and the arrays that they keep elements in.</summary>
sealed class CollectionRooms(HeapGraph graph, NamedType[] types, ReferenceLayout?[] layouts, ObjectReader reader)
{
    readonly List<CollectionRoom> _rooms = [];

    /// <summary>How many collections could not be read.</summary>
    public long Unread { get; private set; }

    /// <summary>Reads all collections.</summary>
    /// <param name="buffers">Gets the arrays that belong to one.</param>
    public IReadOnlyList<CollectionRoom> Read(NodeSet buffers)
    {
        var kinds = types.Select(type => type.Type is { } own && !own.IsValueType ? CollectionKind.Of(own) : null).ToArray();
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (kinds[graph.TypeIndex(node)] is not { } kind)
                continue;
            if (Room(node, kind, buffers) is { } room)
                _rooms.Add(room);
            else
                Unread++;
        }
        Unread += _rooms.RemoveAll(room => !reader.WasInPlace(room.Node));
        return _rooms;
    }

    CollectionRoom? Room(int node, CollectionKind kind, NodeSet buffers)
    {
        var read = reader.Read(node);
        if (read.IsEmpty)
            return null;
        var used = MemoryMarshal.Read<int>(read[kind.Count..]) - (kind.Free < 0 ? 0 : MemoryMarshal.Read<int>(read[kind.Free..]));
        var (capacity, unused, bytes) = (0L, 0L, 0L);
        for (var i = 0; i < kind.Buffers.Length; i++)
        {
            var address = MemoryMarshal.Read<ulong>(read[kind.Buffers[i]..]);
            if (address == 0)
                continue;
            // Another one than the walk saw: the collection has grown since.
            if (graph.Find(address) is var buffer && (buffer < 0 || layouts[graph.TypeIndex(buffer)] is not { IsArray: true } layout))
                return null;
            buffers.Add(buffer);
            var elements = layout.Elements(graph.RawSize(buffer));
            if (i == 0)
                capacity = elements;
            if (elements == 0)
                continue;
            bytes += graph.Size(buffer);
            unused += Math.Max(elements - used, 0) * layout.ElementBytes;
        }
        return used < 0 || (kind.Buffers.Length > 0 && used > capacity) ? null : new CollectionRoom(node, used, capacity, unused, bytes);
    }
}
