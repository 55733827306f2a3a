using MemoryProfiler.Graph.Roots;
using MemoryProfiler.Memory;
using MemoryProfiler.Nettrace;

namespace MemoryProfiler.Graph;

/// <summary>
/// Takes the events of one walk over the heap. Whatever is missing of it is noticed. Blocks are numbered, and so are the
/// events of the thread that walks. Each object says how many references follow, and the end is an event of its own.
/// </summary>
/// <param name="maxBytes">How much native memory it may take.</param>
/// <param name="followed">Weak handles whose objects are asked for.</param>
sealed class HeapWalk(long maxBytes, IReadOnlySet<ulong> followed) : INettraceEvents, IDisposable
{
    const int GCStart = 1;
    const int GCEnd = 2;
    const int BulkType = 15;
    const int BulkRoot = 16;
    const int BulkDependent = 17;
    const int BulkNode = 18;
    const int BulkEdge = 19;
    const int BulkMoved = 22;
    const int GenerationRange = 23;
    const int BulkStatic = 38;
    const uint LargeSize = uint.MaxValue;
    const string EventsMissing = "events are missing in it";

    readonly Dictionary<ulong, int> _typeIndexes = [];
    readonly Dictionary<ulong, ulong> _followed = [];
    readonly List<(ulong Slot, ulong Object, string Field)> _statics = [];
    readonly List<(ulong Key, ulong Value)> _dependents = [];
    readonly List<(ulong Start, ulong End)>[] _young = [[], []];
    readonly List<ulong> _starts = [];
    readonly HashSet<ulong> _lost = [];
    readonly uint[] _nextBlock = new uint[BulkEdge + 1];
    string? _fault;
    bool _isDisturbed;
    ulong? _thread;
    ulong _first;
    ulong _end;
    ulong _lastTypeId;
    int _lastType = -1;

    /// <summary>How many objects there may be.</summary>
    public long MaxObjects { get; init; } = long.MaxValue;

    /// <summary>Hears again and again how many objects there are so far.</summary>
    public Action<long>? ObjectsRead { get; init; }

    public NativeList<ulong> Addresses { get; } = new();

    public NativeList<uint> Sizes { get; } = new();

    public NativeList<int> TypeIndexes { get; } = new();

    /// <summary>Where each object's references begin among all.</summary>
    public NativeList<uint> Rows { get; } = new();

    /// <summary>The addresses that objects refer to.</summary>
    public NativeList<ulong> References { get; } = new();

    public NativeList<RawRoot> Roots { get; } = new();

    /// <summary>Where objects were before the walk's own collection.</summary>
    public ObjectMoves Moves { get; } = new();

    /// <summary>Whether all moves are known: something else than the walk may be missing.</summary>
    public bool AreMovesKnown { get; private set; } = true;

    public Dictionary<int, ulong> LargeSizes { get; } = [];

    public List<NodeType> Types { get; } = [];

    public IReadOnlyList<(ulong Slot, ulong Object, string Field)> Statics => _statics;

    public IReadOnlyList<(ulong Key, ulong Value)> Dependents => _dependents;

    /// <summary>Where the objects are that are not in the oldest generation: those of the youngest, and of the one above.</summary>
    public IReadOnlyList<IReadOnlyList<(ulong Start, ulong End)>> Young => _young;

    /// <summary>Whether the runtime has said where generations are.</summary>
    public bool HasGenerations { get; private set; }

    /// <summary>The address of the object of each followed handle that was alive.</summary>
    public IReadOnlyDictionary<ulong, ulong> Followed => _followed;

    /// <summary>How many references the objects say that they have.</summary>
    public ulong ExpectedReferences { get; private set; }

    /// <summary>Whether the end has been seen.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether there was another collection as well, so that it may not be whole for that alone.</summary>
    public bool IsDisturbed => _isDisturbed || _starts.Count > 1;

    /// <summary>Why it is not whole, as the end of a sentence; null if nothing is missing.</summary>
    public string? Fault =>
        _fault
        ?? (!IsComplete ? "its end did not come"
            : ExpectedReferences != (ulong)References.Count ? "references of objects are missing"
            : null);

    long Bytes => Addresses.Bytes + Sizes.Bytes + TypeIndexes.Bytes + Rows.Bytes + References.Bytes + Roots.Bytes + Moves.Bytes;

    public void On(in NettraceEvent told, ReadOnlySpan<byte> payload)
    {
        if (told.Provider != NettraceProvider.Runtime)
            return;
        var (_, id, thread, time, _) = told;
        var reader = new PayloadReader(payload);
        if (id == BulkType)
            AddTypes(ref reader);
        else if (id == BulkMoved)
            AddMoves(time, ref reader);
        else if (id == GCStart)
            _starts.Add(time);
        else if (!IsComplete && id is GCEnd or BulkRoot or BulkDependent or BulkNode or BulkEdge or BulkStatic or GenerationRange)
            AddToWalk(id, thread, time, ref reader);
        _lost.Remove(thread);
    }

    // It may be found long after the events were lost, when the walk has seemed to end.
    public void OnLost(ulong thread, uint count)
    {
        AreMovesKnown = false;
        _lost.Add(thread);
        if (thread == _thread)
            _fault ??= EventsMissing;
    }

    /// <summary>Gives up what is not needed any more, once everything has been read.</summary>
    public void Complete()
    {
        Rows.Trim();
        Sizes.Trim();
        Addresses.Trim();
        TypeIndexes.Trim();
        // Several threads move objects at once. Others may have collected before and after, wherever in the stream that stands.
        Moves.Complete(_starts.Where(start => start <= _first).DefaultIfEmpty().Max(), _end);
    }

    public void Dispose()
    {
        Addresses.Dispose();
        Sizes.Dispose();
        TypeIndexes.Dispose();
        Rows.Dispose();
        References.Dispose();
        Roots.Dispose();
        Moves.Dispose();
    }

    void AddToWalk(int id, ulong thread, ulong time, ref PayloadReader reader)
    {
        // Not of a walk: collections end, and ranges are told, before there is one too.
        if (id is GCEnd or GenerationRange && (thread != _thread || Sizes.Count == 0))
            return;
        if (_thread is null)
            Begin(thread, time);
        if (thread != _thread)
        {
            _isDisturbed = true;
            return;
        }
        switch (id)
        {
            case GCEnd:
                End(time, generation: reader.UInt64() >> 32);
                break;
            case BulkRoot:
                AddRoots(ref reader);
                break;
            case BulkDependent:
                AddDependents(ref reader);
                break;
            case BulkNode:
                AddNodes(ref reader);
                break;
            case BulkEdge:
                AddEdges(ref reader);
                break;
            case BulkStatic:
                AddStatics(ref reader);
                break;
            case GenerationRange:
                AddRange(ref reader);
                break;
        }
    }

    void Begin(ulong thread, ulong time)
    {
        (_thread, _first) = (thread, time);
        // Lost right before what is the first of it now.
        if (_lost.Contains(thread))
            _fault = EventsMissing;
    }

    // While a walk is asked for, the runtime walks at the end of every collection, one of young objects as well: what is older
    // still has its garbage then.
    void End(ulong time, ulong generation)
    {
        _end = time;
        IsComplete = generation == (ulong)GC.MaxGeneration;
        if (!IsComplete)
            BeginAgain();
    }

    void BeginAgain()
    {
        _isDisturbed = true;
        (_thread, _fault, HasGenerations, ExpectedReferences) = (null, null, false, 0);
        foreach (var type in Types)
            (type.Count, type.Bytes) = (0, 0);
        Array.Clear(_nextBlock);
        Addresses.Truncate(0);
        Sizes.Truncate(0);
        TypeIndexes.Truncate(0);
        Rows.Truncate(0);
        References.Truncate(0);
        Roots.Truncate(0);
        LargeSizes.Clear();
        _statics.Clear();
        _dependents.Clear();
        _followed.Clear();
        foreach (var ranges in _young)
            ranges.Clear();
    }

    // Number of the block, count, runtime instance.
    int Items(int id, ref PayloadReader reader, int itemBytes)
    {
        var head = new PayloadReader(reader.Take(sizeof(uint) + sizeof(uint) + sizeof(ushort)));
        if (head.UInt32() != _nextBlock[id]++)
            _fault ??= "blocks are missing in it";
        var count = (int)head.UInt32();
        if (Bytes > maxBytes)
            throw new MemoryBudgetException();
        if ((uint)count > (uint)(reader.Left / itemBytes))
            throw new NettraceException("an event claims more items than it has");
        return count;
    }

    void AddNodes(ref PayloadReader reader)
    {
        const int ItemBytes = 32;
        for (var left = Items(BulkNode, ref reader, ItemBytes); left > 0; left--)
        {
            var address = reader.UInt64();
            var size = reader.UInt64();
            var type = IndexOf(reader.UInt64());
            if (size >= LargeSize)
                LargeSizes.Add((int)Sizes.Count, size);
            Addresses.Add(address);
            Sizes.Add((uint)Math.Min(size, LargeSize));
            TypeIndexes.Add(type);
            Rows.Add((uint)ExpectedReferences);
            ExpectedReferences += reader.UInt64();
            Types[type].Count++;
            Types[type].Bytes += HeapGraph.Placed(size);
        }
        if (ExpectedReferences > uint.MaxValue || Sizes.Count > int.MaxValue)
            throw new MemoryBudgetException();
        if (Sizes.Count > MaxObjects)
            throw new MemoryBudgetException(isByObjects: true);
        ObjectsRead?.Invoke(Sizes.Count);
    }

    void AddEdges(ref PayloadReader reader)
    {
        const int ItemBytes = 12;
        for (var left = Items(BulkEdge, ref reader, ItemBytes); left > 0; left--)
        {
            References.Add(reader.UInt64());
            reader.UInt32();
        }
    }

    void AddRoots(ref PayloadReader reader)
    {
        const int ItemBytes = 21;
        for (var left = Items(BulkRoot, ref reader, ItemBytes); left > 0; left--)
        {
            var address = reader.UInt64();
            var place = (RootPlace)reader.Byte();
            var flags = (RootFlags)reader.UInt32();
            var id = reader.UInt64();
            if (followed.Contains(id))
                _followed[id] = address;
            if ((flags & RootFlags.Weak) == 0)
                Roots.Add(new RawRoot(address, id, place, flags));
        }
    }

    void AddDependents(ref PayloadReader reader)
    {
        const int ItemBytes = 24;
        for (var left = Items(BulkDependent, ref reader, ItemBytes); left > 0; left--)
        {
            _dependents.Add((reader.UInt64(), reader.UInt64()));
            reader.UInt64();
        }
    }

    void AddStatics(ref PayloadReader reader)
    {
        var count = reader.UInt32();
        reader.Skip(sizeof(ulong) + sizeof(ushort));
        for (; count > 0; count--)
        {
            var slot = reader.UInt64();
            var address = reader.UInt64();
            reader.Skip(sizeof(ulong) + sizeof(uint));
            _statics.Add((slot, address, reader.Text()));
        }
    }

    void AddMoves(ulong time, ref PayloadReader reader)
    {
        const int ItemBytes = 24;
        reader.Skip(sizeof(uint));
        var count = reader.UInt32();
        reader.Skip(sizeof(ushort));
        if (count > (uint)(reader.Left / ItemBytes))
            throw new NettraceException("an event claims more items than it has");
        for (; count > 0; count--)
            Moves.Add(time, reader.UInt64(), reader.UInt64(), reader.UInt64());
        if (Bytes > maxBytes)
            throw new MemoryBudgetException();
    }

    void AddRange(ref PayloadReader reader)
    {
        HasGenerations = true;
        var generation = reader.Byte();
        var start = reader.UInt64();
        if (generation < _young.Length)
            _young[generation].Add((start, start + reader.UInt64()));
    }

    void AddTypes(ref PayloadReader reader)
    {
        var count = reader.UInt32();
        reader.Skip(sizeof(ushort));
        for (; count > 0; count--)
        {
            var type = Types[IndexOf(reader.UInt64())];
            type.Module = reader.UInt64();
            reader.Skip(sizeof(uint) + sizeof(uint) + sizeof(byte));
            type.EventName = reader.Text();
            reader.Skip(reader.Count(sizeof(ulong)) * sizeof(ulong));
        }
    }

    int IndexOf(ulong typeId)
    {
        if (typeId == _lastTypeId && _lastType >= 0)
            return _lastType;
        if (!_typeIndexes.TryGetValue(typeId, out var index))
        {
            index = Types.Count;
            Types.Add(new NodeType(typeId));
            _typeIndexes.Add(typeId, index);
        }
        (_lastTypeId, _lastType) = (typeId, index);
        return index;
    }
}
