namespace MemoryProfiler.Nettrace;

/// <summary>
/// Reads what a runtime's diagnostics port sends: nettrace in its version 4, which .NET 8 to 11 write. Only events of known
/// providers are handed on. Not safe for several threads.
/// </summary>
/// <param name="stream">Where it comes from.</param>
/// <param name="events">Takes the events.</param>
/// <param name="stacks">Takes the stacks; null if none are wanted.</param>
sealed class NettraceReader(Stream stream, INettraceEvents events, StackTable? stacks = null)
{
    /// <summary>The provider by which this library marks moments in a session of its own.</summary>
    public const string MarksProvider = "MemoryProfiler-Marks";

    const string RuntimeProvider = "Microsoft-Windows-DotNETRuntime";
    const string RundownProvider = "Microsoft-Windows-DotNETRuntimeRundown";

    const string Serializer = "!FastSerialization.1";
    const int OldestReader = 4;

    // From version 5 on the length of the serializer's name is 0, and the version follows.
    const int NoSerializer = 0;

    // Tags of the serializer.
    const byte Null = 1;
    const byte BeginObject = 5;
    const byte EndObject = 6;

    const int Compressed = 1;

    // Of the trace's head, two clocks follow the time, and then the pointer's size.
    const int TimeBytes = 16;
    const int AfterPointerSize = 12;

    /// <summary>What the stream begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "Nettrace"u8;

    readonly NettraceStream _stream = new(stream);
    readonly Dictionary<uint, (NettraceProvider Provider, int Id)> _kinds = [];
    readonly Dictionary<uint, int> _stacks = [];
    readonly Dictionary<ulong, uint> _counts = [];

    /// <summary>Reads to the end.</summary>
    /// <exception cref="NettraceException">The stream is cut, or not of this kind.</exception>
    public void Read()
    {
        ReadHead();
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

    void ReadHead()
    {
        if (!_stream.Bytes(Magic.Length).SequenceEqual(Magic))
            throw NoNettrace();
        var length = _stream.Int32();
        if (length == NoSerializer)
            throw new NettraceException($"it is nettrace of version {_stream.Int32()}, and this reader knows version {OldestReader} alone");
        if (length != Serializer.Length || _stream.Ascii(Serializer.Length) != Serializer)
            throw NoNettrace();
    }

    static NettraceException NoNettrace() => new("it does not begin as nettrace does");

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
            case "StackBlock":
                ReadStacks(_stream.Block());
                break;
            case "SPBlock":
                ReadSequencePoint(_stream.Block());
                break;
            default:
                _stream.Block();
                break;
        }
    }

    void ReadTrace()
    {
        _stream.Bytes(TimeBytes);
        var clock = new PayloadReader(_stream.Bytes(2 * sizeof(ulong)));
        events.OnClock(clock.UInt64(), clock.UInt64());
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
        var kind = provider switch
        {
            RuntimeProvider => NettraceProvider.Runtime,
            RundownProvider => NettraceProvider.Rundown,
            MarksProvider => NettraceProvider.Marks,
            _ => NettraceProvider.Other,
        };
        if (kind != NettraceProvider.Other)
            _kinds[metadataId] = (kind, id);
    }

    void ReadStacks(ReadOnlySpan<byte> block)
    {
        if (stacks is null)
            return;
        var reader = new PayloadReader(block);
        var id = reader.UInt32();
        for (var left = reader.Count(sizeof(int)); left > 0; left--)
            _stacks[id++] = stacks.Intern(reader.Take(reader.Int32()));
    }

    // The events of a thread are numbered, but one that found no room leaves no gap until the thread gets another buffer.
    // What follows and is smaller still finds room in the one that it has.
    void ReadEvent(in EventHeader header, ReadOnlySpan<byte> payload)
    {
        var missing = header.Sequence - _counts.GetValueOrDefault(header.Thread);
        if (missing != 0)
            events.OnLost(header.Thread, missing <= int.MaxValue ? missing : 0);
        _counts[header.Thread] = header.Sequence + 1;
        if (_kinds.TryGetValue(header.MetadataId, out var kind))
            events.On(new NettraceEvent(kind.Provider, kind.Id, header.Thread, header.Time, _stacks.GetValueOrDefault(header.Stack, -1)), payload);
    }

    // What was written before a point is all there. Then come the events that each thread has written so far at least, those that
    // found no room included; the last one is exact. The numbers of stacks begin anew.
    void ReadSequencePoint(ReadOnlySpan<byte> block)
    {
        const int ItemBytes = sizeof(ulong) + sizeof(uint);
        var reader = new PayloadReader(block);
        var time = reader.UInt64();
        for (var left = reader.Count(ItemBytes); left > 0; left--)
        {
            var thread = reader.UInt64();
            var count = reader.UInt32();
            var missing = (int)(count - _counts.GetValueOrDefault(thread));
            if (missing <= 0)
                continue;
            events.OnLost(thread, (uint)missing);
            _counts[thread] = count;
        }
        _stacks.Clear();
        events.OnAllUntil(time);
    }

    void Expect(byte tag)
    {
        if (_stream.Byte() != tag)
            throw new NettraceException("an object in it is not framed as it has to be");
    }
}
