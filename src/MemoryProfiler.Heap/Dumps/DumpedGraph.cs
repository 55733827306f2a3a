namespace MemoryProfiler.Dumps;

/// <summary>What a .gcdump holds, not yet told apart into objects and roots. Immutable.</summary>
sealed class DumpedGraph
{
    public required IReadOnlyList<DumpedType> Types { get; init; }

    /// <summary>Where each object's description begins among all.</summary>
    public required int[] Places { get; init; }

    /// <summary>Type, size and references of all objects.</summary>
    public required byte[] Descriptions { get; init; }

    /// <summary>Of what is no object: 0.</summary>
    public required ulong[] Addresses { get; init; }

    /// <summary>The object that stands for all roots.</summary>
    public required int Root { get; init; }

    public required bool Is64Bit { get; init; }

    /// <summary>Type and size of an object.</summary>
    /// <param name="node">The object.</param>
    /// <param name="references">Where its references are described: their number, then each.</param>
    public (int Type, int Size) Head(int node, out int references)
    {
        references = Places[node];
        var typeAndSize = CompressedInt.Read(Descriptions, ref references);
        var type = typeAndSize >> 1;
        if ((uint)type >= (uint)Types.Count)
            throw new DumpException("an object in it is of no type");
        var size = (typeAndSize & 1) != 0 ? CompressedInt.Read(Descriptions, ref references) : Types[type].Size;
        return size >= 0 ? (type, size) : throw new DumpException("an object in it has an impossible size");
    }

    /// <summary>The number of an object's references.</summary>
    public int Count(ref int position) =>
        CompressedInt.Read(Descriptions, ref position) is var count && count >= 0 && count <= Descriptions.Length - position ? count
        : throw new DumpException("an object in it claims more references than it has");

    /// <summary>The next reference of an object: that is a distance.</summary>
    public int Target(int node, ref int position) =>
        (long)CompressedInt.Read(Descriptions, ref position) + node is var target && target >= 0 && target < Places.Length ? (int)target
        : throw new DumpException("a reference in it leads nowhere");
}
