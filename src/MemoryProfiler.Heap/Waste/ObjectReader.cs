using System.Runtime.InteropServices;
using MemoryProfiler.Graph;
using MemoryProfiler.Layout;
using MemoryProfiler.Snapshots;

namespace MemoryProfiler.Waste;

/// <summary>Reads objects where the walk saw them. What was read counts only if nothing has collected their generation when all is done.</summary>
sealed class ObjectReader(HeapGraph graph, CollectionMoment moment) : IDisposable
{
    readonly ProcessBytes _bytes = new();

    /// <summary>An object's bytes, valid until the next call; empty if it may be elsewhere.</summary>
    public ReadOnlySpan<byte> Read(int node)
    {
        var size = (int)Math.Min(graph.RawSize(node), int.MaxValue);
        if (!moment.IsInPlace(graph.Generation(node)))
            return [];
        var read = _bytes.Read(graph.Address(node), size);
        return read.Length == size && MemoryMarshal.Read<ulong>(read) == graph.Type(node).Id ? read : [];
    }

    /// <summary>Whether an object that was read was still in its place then.</summary>
    public bool WasInPlace(int node) => moment.IsInPlace(graph.Generation(node));

    public void Dispose() => _bytes.Dispose();
}
