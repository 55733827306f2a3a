using MemoryProfiler.Graph;
using MemoryProfiler.Memory;

namespace MemoryProfiler.Dumps;

/// <summary>Makes a graph of what a .gcdump holds: its objects by address, and its other nodes as roots.</summary>
sealed class DumpedHeap
{
    const string NotThere = "UNDEFINED";

    readonly DumpedGraph _dump;
    readonly List<int> _objects = [];
    readonly int[] _numbers;
    readonly int[] _typeIndexes;
    readonly List<NodeType> _types = [];

    DumpedHeap(DumpedGraph dump)
    {
        _dump = dump;
        _numbers = new int[dump.Places.Length];
        _typeIndexes = TypeIndexes();
    }

    /// <summary>The graph.</summary>
    /// <exception cref="DumpException">What the file holds does not fit together.</exception>
    public static HeapGraph Graph(DumpedGraph dump)
    {
        if (!dump.Is64Bit)
            throw new DumpException("its process has pointers of 4 bytes; only 64-bit processes are read");
        return new DumpedHeap(dump).Build();
    }

    int[] TypeIndexes()
    {
        var indexes = new int[_dump.Types.Count];
        var known = new Dictionary<(string, string?), int>();
        for (var i = 0; i < indexes.Length; i++)
        {
            var type = _dump.Types[i];
            if (!known.TryGetValue((type.PlainName, type.Module), out indexes[i]))
            {
                known.Add((type.PlainName, type.Module), indexes[i] = _types.Count);
                _types.Add(new NodeType((ulong)i) { EventName = type.PlainName, Assembly = Assembly(type.Module) });
            }
        }
        return indexes;
    }

    // A module whose file was not found is a number.
    static string? Assembly(string? module) =>
        string.IsNullOrEmpty(module) || module.StartsWith("Module(", StringComparison.Ordinal) ? null
        : Path.GetFileNameWithoutExtension(module[(module.LastIndexOf('\\') + 1)..]);

    HeapGraph Build()
    {
        for (var node = 0; node < _numbers.Length; node++)
        {
            _numbers[node] = -1;
            var (type, size) = _dump.Head(node, out _);
            if (_dump.Addresses[node] != 0 && (size > 0 || _dump.Types[type].Name != NotThere))
                _objects.Add(node);
        }
        _objects.Sort((one, other) => _dump.Addresses[one].CompareTo(_dump.Addresses[other]));
        for (var i = 0; i < _objects.Count; i++)
            _numbers[_objects[i]] = i;
        var roots = DumpedRoots.Of(_dump, _numbers);
        var (addresses, sizes, types, rows, targets) = (new NativeList<ulong>(), new NativeList<uint>(), new NativeList<int>(), new NativeList<uint>(), new NativeList<int>());
        try
        {
            foreach (var node in _objects)
            {
                var (type, size) = _dump.Head(node, out var position);
                addresses.Add(_dump.Addresses[node]);
                sizes.Add((uint)size);
                types.Add(_typeIndexes[type]);
                rows.Add((uint)targets.Count);
                for (var left = _dump.Count(ref position); left > 0; left--)
                    targets.Add(_numbers[_dump.Target(node, ref position)]);
                var counted = _types[_typeIndexes[type]];
                counted.Count++;
                counted.Bytes += HeapGraph.Placed((ulong)size);
            }
            rows.Add((uint)targets.Count);
        }
        catch (DumpException)
        {
            foreach (var list in new IDisposable[] { addresses, sizes, types, rows, targets })
                list.Dispose();
            throw;
        }
        return new HeapGraph(new GraphParts
        {
            Addresses = addresses,
            Sizes = sizes,
            TypeIndexes = types,
            Rows = rows,
            Targets = targets,
            Index = new AddressIndex(addresses),
            LargeSizes = [],
            Types = _types,
            Roots = roots.Roots,
            Statics = roots.Statics,
            Followed = new Dictionary<ulong, int>(),
            DependentEdges = new Dictionary<int, int>(),
        });
    }
}
