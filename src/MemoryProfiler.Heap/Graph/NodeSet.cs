using MemoryProfiler.Memory;

namespace MemoryProfiler.Graph;

/// <summary>Some of a graph's objects: a bit for each. Not safe for several threads that change it.</summary>
sealed class NodeSet(int nodeCount) : IDisposable
{
    const int BitsOfByte = 8;

    readonly NativeList<byte> _bits = new(nodeCount / BitsOfByte + 1);

    public void Add(int node) => _bits[node / BitsOfByte] |= (byte)(1 << node % BitsOfByte);

    public bool Contains(int node) => (_bits[node / BitsOfByte] & 1 << node % BitsOfByte) != 0;

    public void Dispose() => _bits.Dispose();
}
