using System.Runtime.InteropServices;
using MemoryProfiler.Graph;
using MemoryProfiler.Memory;

namespace MemoryProfiler.Layout;

/// <summary>
/// In which place of its object each reference stands. The walk leaves out places that hold null. An object with such
/// places is read, and what is read must be the walk's references, in order. Else the program has changed it since, and
/// only places are known that still hold what they held. One byte a reference.
/// </summary>
sealed class EdgeSlots : IDisposable
{
    const byte Unknown = 255;
    const byte Large = 254;

    readonly HeapGraph _graph;
    readonly ReferenceLayout?[] _layouts;
    readonly NativeList<byte> _gaps;
    readonly Dictionary<long, long> _largeGaps = [];
    readonly Dictionary<long, long> _stillThere = [];

    /// <summary>Reads what has to be read, which must be soon after the walk.</summary>
    public EdgeSlots(HeapGraph graph, ReferenceLayout?[] layouts)
    {
        _graph = graph;
        _layouts = layouts;
        _gaps = new NativeList<byte>(graph.EdgeCount);
        using var bytes = new ProcessBytes();
        for (var node = 0; node < graph.NodeCount; node++)
            Resolve(node, bytes);
    }

    public long Bytes => _gaps.Bytes;

    /// <summary>The place of an object's nth reference; -1 if it is unknown or none of the object's own.</summary>
    public long Slot(int node, int edge)
    {
        if (_layouts[_graph.TypeIndex(node)] is not { } layout)
            return -1;
        var first = _graph.FirstEdge(node);
        if (edge >= Fields(node) || (layout.HasLoader && edge == 0))
            return -1;
        var slot = -1L;
        for (var i = layout.HasLoader ? 1 : 0; i <= edge; i++)
        {
            var gap = _gaps[first + i];
            if (gap == Unknown)
                return _stillThere.GetValueOrDefault(first + edge, -1);
            slot += 1 + (gap == Large ? _largeGaps[first + i] : gap);
        }
        return slot;
    }

    /// <summary>The places of all references of an object, as <see cref="Slot"/> tells them.</summary>
    public long[] All(int node)
    {
        var all = new long[_graph.Targets(node).Length];
        Array.Fill(all, -1);
        if (_layouts[_graph.TypeIndex(node)] is not { } layout)
            return all;
        var first = _graph.FirstEdge(node);
        var (slot, isKnown) = (-1L, true);
        for (var edge = layout.HasLoader ? 1 : 0; edge < Fields(node); edge++)
        {
            var gap = _gaps[first + edge];
            isKnown &= gap != Unknown;
            slot += 1 + (gap == Large ? _largeGaps[first + edge] : gap);
            all[edge] = isKnown ? slot : _stillThere.GetValueOrDefault(first + edge, -1);
        }
        return all;
    }

    public void Dispose() => _gaps.Dispose();

    // What follows are values of dependent handles.
    int Fields(int node) => _graph.Targets(node).Length - _graph.DependentEdges.GetValueOrDefault(node);

    void Resolve(int node, ProcessBytes bytes)
    {
        if (_graph.Targets(node).IsEmpty || _layouts[_graph.TypeIndex(node)] is not { } layout)
            return;
        var loader = layout.HasLoader ? 1 : 0;
        var fields = Fields(node) - loader;
        if (fields <= 0 || layout.Slots(_graph.RawSize(node)) == fields)
            return;
        var size = (int)Math.Min(_graph.RawSize(node), int.MaxValue);
        var read = bytes.Read(_graph.Address(node), size);
        if (read.Length == size && MemoryMarshal.Read<ulong>(read) == _graph.Type(node).Id)
        {
            if (TryMatch(node, loader, fields, layout, read))
                return;
            KeepWhatIsThere(node, loader, fields, layout, read);
        }
        _gaps[_graph.FirstEdge(node) + loader] = Unknown;
    }

    void KeepWhatIsThere(int node, int firstEdge, int fields, ReferenceLayout layout, ReadOnlySpan<byte> read)
    {
        var targets = _graph.Targets(node).Slice(firstEdge, fields);
        var edges = _graph.FirstEdge(node) + firstEdge;
        for (long slot = 0, slots = layout.Slots((ulong)read.Length); slot < slots; slot++)
        {
            var target = _graph.Find(MemoryMarshal.Read<ulong>(read[(int)layout.Offset(slot)..]));
            if (target >= 0 && targets.IndexOf(target) is var edge and >= 0)
                _stillThere.TryAdd(edges + edge, slot);
        }
    }

    bool TryMatch(int node, int firstEdge, int fields, ReferenceLayout layout, ReadOnlySpan<byte> read)
    {
        var targets = _graph.Targets(node);
        var edges = _graph.FirstEdge(node);
        var (edge, gap) = (firstEdge, 0L);
        for (long slot = 0, slots = layout.Slots((ulong)read.Length); slot < slots; slot++)
        {
            var value = MemoryMarshal.Read<ulong>(read[(int)layout.Offset(slot)..]);
            if (value == 0)
            {
                gap++;
                continue;
            }
            if (edge == firstEdge + fields || value != _graph.Address(targets[edge]))
                return false;
            if (gap >= Large)
                _largeGaps[edges + edge] = gap;
            _gaps[edges + edge] = (byte)Math.Min(gap, Large);
            gap = 0;
            edge++;
        }
        return edge == firstEdge + fields;
    }
}
