namespace MemoryProfiler.Dumps;

/// <summary>Reads .gcdump, which PerfView, Visual Studio and dotnet-gcdump write. Not safe for several threads.</summary>
sealed class GCDumpReader(Stream stream)
{
    public const string Serializer = "!FastSerialization.1";

    const int OldestVersion = 9;
    const int EndBytes = 2 * sizeof(int);

    readonly DumpStream _stream = new(stream);
    readonly Dictionary<int, (string Name, int Version, int OldestReader)> _kinds = [];

    /// <summary>Reads all of it.</summary>
    /// <exception cref="DumpException">It is cut, or not of this kind.</exception>
    public DumpedGraph Read()
    {
        ExpectEnd();
        if (_stream.Int32() != Serializer.Length || !_stream.Bytes(Serializer.Length).AsSpan().SequenceEqual(System.Text.Encoding.ASCII.GetBytes(Serializer)))
            throw new DumpException("it does not begin as one does");
        Begin("GCHeapDump", OldestVersion);
        Begin("Graphs.MemoryGraph", 0);
        var graph = Graph();
        _stream.Byte();
        if (_stream.Single() != 1 || _stream.Single() != 1)
            throw new DumpException("it holds a sample of a heap and not every object");
        return graph;
    }

    // Its last words say where its end begins: a file that is cut has others there.
    void ExpectEnd()
    {
        if (stream.Length < EndBytes)
            throw new DumpException("it is cut");
        stream.Position = stream.Length - sizeof(int);
        var end = _stream.Int32();
        stream.Position = 0;
        if ((uint)end != stream.Length - EndBytes)
            throw new DumpException("its end is missing");
    }

    void Begin(string expected, int oldest)
    {
        _stream.Expect(DumpTag.BeginObject);
        var (name, version, oldestReader) = Kind();
        if (name != expected)
            throw new DumpException($"it begins with \"{name}\" instead of \"{expected}\"");
        if (version < oldest)
            throw new DumpException($"it is of version {version}, and those before {oldest} are not read");
        // Names of types are elsewhere then, in the files of native images.
        if (name != "GCHeapDump" && oldestReader > 0)
            throw new DumpException("it is of a program that was compiled by .NET Native");
    }

    (string Name, int Version, int OldestReader) Kind()
    {
        var position = (int)_stream.Position;
        if (_stream.Byte() is var tag && tag == (byte)DumpTag.Reference)
            return _kinds.TryGetValue(_stream.Int32(), out var known) ? known : throw new DumpException("an object in it is of no kind");
        if (tag != (byte)DumpTag.BeginObject)
            throw new DumpException("an object in it is not framed as it has to be");
        _stream.Expect(DumpTag.Null);
        var version = _stream.Int32();
        var oldestReader = _stream.Int32();
        var kind = (_stream.Text() ?? "", version, oldestReader);
        _stream.Expect(DumpTag.EndObject);
        _kinds[position] = kind;
        return kind;
    }

    DumpedGraph Graph()
    {
        _stream.Int64();
        var root = _stream.Int32();
        var types = new DumpedType[_stream.Count(leastBytes: 3 * sizeof(int))];
        for (var i = 0; i < types.Length; i++)
            types[i] = new DumpedType(_stream.Text() ?? $"type {i}", _stream.Int32(), _stream.Text());
        var places = new int[_stream.Count(sizeof(int))];
        for (var i = 0; i < places.Length; i++)
            places[i] = _stream.Int32();
        var descriptions = _stream.Bytes(_stream.Count(1));
        if (_stream.Count(sizeof(ulong)) != places.Length || (uint)root >= (uint)places.Length)
            throw new DumpException("its parts do not fit together");
        var addresses = new ulong[places.Length];
        for (var i = 0; i < addresses.Length; i++)
            addresses[i] = (ulong)_stream.Int64();
        return new DumpedGraph { Types = types, Places = places, Descriptions = descriptions, Addresses = addresses, Root = root, Is64Bit = Is64Bit() || addresses.Any(address => address > uint.MaxValue) };
    }

    // The first of the fields that came later; those after it are not asked for.
    bool Is64Bit()
    {
        var tag = _stream.Byte();
        var is64Bit = tag == (byte)DumpTag.Byte && _stream.Byte() != 0;
        if (tag != (byte)DumpTag.EndObject)
            _stream.Expect(DumpTag.EndObject);
        return is64Bit;
    }
}
