using System.Text;
using MemoryProfiler.Graph;
using MemoryProfiler.Naming;

namespace MemoryProfiler.Dumps;

/// <summary>Writes .gcdump, which PerfView, Visual Studio and dotnet-gcdump open.</summary>
sealed class GCDumpWriter
{
    const string NotThere = "UNDEFINED";
    const string Tool = "MemoryProfiler";
    const int Version = 10;
    const int OldestReader = 8;
    const int GraphVersion = 1;

    // Before the heap's own stands that of objects that are not there.
    const int FirstType = 1;

    readonly HeapGraph _graph;
    readonly NamedType[] _types;
    readonly RootNodes _roots;
    readonly int[] _sizes;
    readonly Stream _stream;
    readonly BinaryWriter _writer;

    GCDumpWriter(HeapGraph graph, NamedType[] types, RootNodes roots, BinaryWriter writer)
    {
        _graph = graph;
        _types = types;
        _roots = roots;
        _writer = writer;
        _stream = writer.BaseStream;
        _sizes = new int[types.Length];
        for (var node = graph.NodeCount - 1; node >= 0; node--)
            _sizes[graph.TypeIndex(node)] = Size(node);
    }

    int NodeCount => _graph.NodeCount + _roots.All.Count;

    /// <summary>Writes a whole file.</summary>
    /// <param name="graph">The objects.</param>
    /// <param name="types">Their types.</param>
    /// <param name="roots">What keeps them.</param>
    /// <param name="capturedAt">When it was taken.</param>
    /// <param name="stream">Where to.</param>
    /// <exception cref="IOException">It cannot be written, or does not fit into the format.</exception>
    public static void Write(HeapGraph graph, NamedType[] types, RootNodes roots, DateTimeOffset capturedAt, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        new GCDumpWriter(graph, types, roots, writer).Write(capturedAt);
    }

    void Write(DateTimeOffset capturedAt)
    {
        var start = _stream.Position;
        _writer.Write(GCDumpReader.Serializer.Length);
        _writer.Write(Encoding.ASCII.GetBytes(GCDumpReader.Serializer));
        Begin("GCHeapDump", Version, OldestReader);
        Begin("Graphs.MemoryGraph", GraphVersion, 0);
        WriteGraph();
        Tagged(DumpTag.Byte, () => _writer.Write((byte)1));
        Tag(DumpTag.EndObject);
        _writer.Write((byte)1);
        _writer.Write(1f);
        _writer.Write(1f);
        Tag(DumpTag.Null);
        Tag(DumpTag.Null);
        Text(null);
        _writer.Write(capturedAt.UtcTicks);
        Text(null);
        Text(null);
        _writer.Write(0);
        _writer.Write(0L);
        _writer.Write(0L);
        _writer.Write(0);
        Tag(DumpTag.SkipRegion);
        _writer.Write(0);
        Tag(DumpTag.Null);
        var skipped = Label(start);
        Tagged(DumpTag.Text, () => Text(Tool));
        Tag(DumpTag.EndObject);
        Tag(DumpTag.EndObject);
        WriteEnd(start, skipped);
        _writer.Flush();
    }

    // One place that may be skipped to, where that list is, and where this says so.
    void WriteEnd(long start, int skipped)
    {
        var list = Label(start);
        _writer.Write(1);
        _writer.Write(skipped);
        var end = Label(start);
        _writer.Write(list);
        _writer.Write(end);
    }

    void WriteGraph()
    {
        _writer.Write(Enumerable.Range(0, _graph.NodeCount).Sum(node => (long)Size(node)));
        _writer.Write(_graph.NodeCount);
        _writer.Write(FirstType + _types.Length + _roots.All.Count);
        WriteType(NotThere, 0, null);
        foreach (var (type, size) in _types.Zip(_sizes))
            WriteType(type.Name, size, type.Assembly is { } assembly ? assembly + ".dll" : null);
        foreach (var (name, _) in _roots.All)
            WriteType(name, 0, null);
        WriteObjects();
        _writer.Write(NodeCount);
        for (var node = 0; node < _graph.NodeCount; node++)
            _writer.Write(_graph.Address(node));
        foreach (var _ in _roots.All)
            _writer.Write(0L);
    }

    // Each one's place is in its description's way twice: to be told, and to be there.
    void WriteObjects()
    {
        _writer.Write(NodeCount);
        long place = CompressedInt.Length(0) * 2;
        Each((node, type, size, targets) =>
        {
            if (place > int.MaxValue)
                throw new IOException("a .gcdump holds 2 GiB of objects and references at most.");
            _writer.Write((int)place);
            place += Length(node, type, size, targets);
        });
        _writer.Write((int)Math.Min(place, int.MaxValue));
        _writer.Flush();
        CompressedInt.Write(_stream, 0);
        CompressedInt.Write(_stream, 0);
        Each(WriteObject);
    }

    void Each(Described write)
    {
        for (var node = 0; node < _graph.NodeCount; node++)
        {
            var type = _graph.TypeIndex(node);
            write(node, FirstType + type, Size(node) == _sizes[type] ? -1 : Size(node), _graph.Targets(node));
        }
        for (var i = 0; i < _roots.All.Count; i++)
            write(_graph.NodeCount + i, FirstType + _types.Length + i, -1, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_roots.All[i].Targets));
    }

    static long Length(int node, int type, int size, ReadOnlySpan<int> targets)
    {
        long length = CompressedInt.Length(type << 1) + (size < 0 ? 0 : CompressedInt.Length(size));
        var count = 0;
        foreach (var target in targets)
        {
            if (target < 0)
                continue;
            count++;
            length += CompressedInt.Length(target - node);
        }
        return length + CompressedInt.Length(count);
    }

    void WriteObject(int node, int type, int size, ReadOnlySpan<int> targets)
    {
        CompressedInt.Write(_stream, type << 1 | (size < 0 ? 0 : 1));
        if (size >= 0)
            CompressedInt.Write(_stream, size);
        CompressedInt.Write(_stream, targets.Length - targets.Count(-1));
        foreach (var target in targets)
        {
            if (target >= 0)
                CompressedInt.Write(_stream, target - node);
        }
    }

    int Size(int node) => (int)Math.Min(_graph.RawSize(node), int.MaxValue);

    void WriteType(string name, int size, string? module)
    {
        Text(name);
        _writer.Write(size);
        Text(module);
    }

    void Begin(string kind, int version, int oldestReader)
    {
        Tag(DumpTag.BeginObject);
        Tag(DumpTag.BeginObject);
        Tag(DumpTag.Null);
        _writer.Write(version);
        _writer.Write(oldestReader);
        Text(kind);
        Tag(DumpTag.EndObject);
    }

    void Tagged(DumpTag tag, Action write)
    {
        Tag(tag);
        write();
    }

    void Tag(DumpTag tag) => _writer.Write((byte)tag);

    // Pairs of surrogates are two units of three bytes each.
    void Text(string? text)
    {
        if (text is null)
        {
            _writer.Write(-1);
            return;
        }
        _writer.Write(text.Length);
        foreach (var unit in text)
        {
            if (unit < 0x80)
            {
                _writer.Write((byte)unit);
                continue;
            }
            _writer.Write((byte)(unit < 0x800 ? 0xC0 | unit >> 6 : 0xE0 | unit >> 12));
            if (unit >= 0x800)
                _writer.Write((byte)(0x80 | unit >> 6 & 0x3F));
            _writer.Write((byte)(0x80 | unit & 0x3F));
        }
    }

    // Places in such a file have four bytes, also beyond the half of what these can say.
    int Label(long start)
    {
        _writer.Flush();
        return unchecked((int)(uint)(_stream.Position - start));
    }

    delegate void Described(int node, int type, int size, ReadOnlySpan<int> targets);
}
