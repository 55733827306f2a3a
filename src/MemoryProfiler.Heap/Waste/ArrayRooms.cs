using MemoryProfiler.Graph;
using MemoryProfiler.Layout;
using MemoryProfiler.Naming;

namespace MemoryProfiler.Waste;

/// <summary>How full arrays are that belong to no collection: the walk left out what is null.</summary>
sealed class ArrayRooms(HeapGraph graph, NamedType[] types, ReferenceLayout?[] layouts)
{
    /// <summary>Empty arrays, and those of references.</summary>
    /// <param name="buffers">Arrays that belong to a collection.</param>
    public IEnumerable<CollectionRoom> Read(NodeSet buffers)
    {
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (layouts[graph.TypeIndex(node)] is not { IsArray: true } layout || buffers.Contains(node))
                continue;
            var elements = layout.Elements(graph.RawSize(node));
            if (elements == 0)
                yield return new CollectionRoom(node, 0, 0, 0, 0);
            else if (types[graph.TypeIndex(node)].Type!.GetElementType() is { IsValueType: false, IsPointer: false })
                yield return Room(node, layout, elements);
        }
    }

    CollectionRoom Room(int node, ReferenceLayout layout, long elements)
    {
        var used = graph.Targets(node).Length - graph.DependentEdges.GetValueOrDefault(node) - (layout.HasLoader ? 1 : 0);
        return new CollectionRoom(node, used, elements, (elements - used) * layout.ElementBytes, 0);
    }
}
