namespace MemoryProfiler.Nettrace;

/// <summary>
/// Reads what a runtime's diagnostics port sends: nettrace in its version 4, which .NET 8 to 11 write. Only events of the
/// runtime's own provider are handed on. Not safe for several threads.
/// </summary>
sealed class NettraceReader(Stream stream, INettraceEvents events)
{
    const string RuntimeProvider = "Microsoft-Windows-DotNETRuntime";
    public const string Magic = "Nettrace";

    const string Serializer = "!FastSerialization.1";
    const int OldestReader = 4;

    // Tags of the serializer.
    const byte Null = 1;
    const byte BeginObject = 5;
    const byte EndObject = 6;

    const int Compressed = 1;

    // Of the trace's head, the pointer's size follows the time and two clocks.
    const int BeforePointerSize = 32;
    const int AfterPointerSize = 12;

    readonly NettraceStream _stream = new(stream);
    readonly Dictionary<uint, int> _ids = [];
    readonly Dictionary<ulong, uint> _counts = [];

    /// <summary>Reads to the end.</summary>
    /// <exception cref="NettraceException">The stream is cut, or not of this kind.</exception>
    public void Read()
    {
        if (_stream.Ascii(Magic.Length) != Magic || _stream.Int32() != Serializer.Length || _stream.Ascii(Serializer.Length) != Serializer)
            throw new NettraceException("it does not begin as nettrace does");
        while (true)
        {
            switch (_stream.Byte())
            {
                case Null:
                    return;
                case BeginObject:
                    ReadObject(Kind());
                    Expect(EndObject);
                    break;
                default:
                    throw new NettraceException("an object in it begins with an unknown tag");
            }
        }
    }

    string Kind()
    {
        Expect(BeginObject);
        Expect(Null);
        _stream.Int32();
        var oldest = _stream.Int32();
        var name = _stream.Ascii(_stream.Int32());
        Expect(EndObject);
        if (name == "Trace" && oldest != OldestReader)
            throw new NettraceException($"it needs a reader of version {oldest}; this one reads version {OldestReader}");
        return name;
    }

    void ReadObject(string kind)
    {
        switch (kind)
        {
            case "Trace":
                ReadTrace();
                break;
            case "MetadataBlock":
                ReadBlock(_stream.Block(), isMetadata: true);
                break;
            case "EventBlock":
                ReadBlock(_stream.Block(), isMetadata: false);
                break;
            case "SPBlock":
                ReadCounts(_stream.Block());
                break;
            default:
                _stream.Block();
                break;
        }
    }

    void ReadTrace()
    {
        _stream.Bytes(BeforePointerSize);
        var pointerSize = _stream.Int32();
        if (pointerSize != sizeof(ulong))
            throw new NettraceException($"its process has pointers of {pointerSize} bytes; only 64-bit processes are read");
        _stream.Bytes(AfterPointerSize);
    }

    void ReadBlock(ReadOnlySpan<byte> block, bool isMetadata)
    {
        var reader = new PayloadReader(block);
        var headerBytes = reader.Int16();
        if ((reader.Int16() & Compressed) == 0)
            throw new NettraceException("its events are written without compression, which no runtime from .NET 8 on does");
        reader.Skip(headerBytes - 2 * sizeof(short));
        var header = default(EventHeader);
        while (reader.Left > 0)
        {
            header.Read(ref reader);
            var payload = reader.Take(header.PayloadBytes);
            if (isMetadata)
                ReadMetadata(payload);
            else
                ReadEvent(header, payload);
        }
    }

    void ReadMetadata(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        var metadataId = reader.UInt32();
        var provider = reader.Text();
        var id = reader.Int32();
        if (provider == RuntimeProvider)
            _ids[metadataId] = id;
    }

    // The events of a thread are numbered, but one that found no room leaves no gap until the thread gets another buffer.
    // What follows and is smaller still finds room in the one that it has.
    void ReadEvent(in EventHeader header, ReadOnlySpan<byte> payload)
    {
        if (header.Sequence != _counts.GetValueOrDefault(header.Thread))
            events.OnLost(header.Thread);
        _counts[header.Thread] = header.Sequence + 1;
        if (_ids.TryGetValue(header.MetadataId, out var id))
            events.On(id, header.Thread, header.Time, payload);
    }

    // How many events each thread has written so far at least, those that found no room included. The last one is exact.
    void ReadCounts(ReadOnlySpan<byte> block)
    {
        const int Time = sizeof(ulong);
        const int ItemBytes = sizeof(ulong) + sizeof(uint);
        var reader = new PayloadReader(block);
        reader.Skip(Time);
        for (var left = reader.Count(ItemBytes); left > 0; left--)
        {
            var thread = reader.UInt64();
            var count = reader.UInt32();
            if ((int)(count - _counts.GetValueOrDefault(thread)) <= 0)
                continue;
            events.OnLost(thread);
            _counts[thread] = count;
        }
    }

    void Expect(byte tag)
    {
        if (_stream.Byte() != tag)
            throw new NettraceException("an object in it is not framed as it has to be");
    }
}
