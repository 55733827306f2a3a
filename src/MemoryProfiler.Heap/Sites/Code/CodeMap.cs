using MemoryProfiler.Memory;
using MemoryProfiler.Nettrace;

namespace MemoryProfiler.Sites.Code;

/// <summary>
/// All machine code that a process had, as the runtime lists it at the end of a session: methods, where their IL is, and modules. The
/// list is in native memory. Not safe for several threads.
/// </summary>
sealed class CodeMap : INettraceEvents, IDisposable
{
    const int MethodEnd = 144;
    const int IlMapEnd = 150;
    const int ModuleEnd = 154;

    // In place of an offset in IL.
    const int Prologue = -2;

    // Before the names of a method, and before the paths of a module.
    const int ModuleFlagBytes = 8;

    readonly NativeList<byte> _payloads = new();
    readonly NativeList<CodeRange> _methods = new();
    readonly Dictionary<(ulong Method, ulong Version), (long Place, int Bytes)> _ilMaps = [];
    readonly Dictionary<ulong, string> _modules = [];
    bool _isSorted = true;

    /// <summary>The paths of all modules that have one.</summary>
    public IEnumerable<string> Modules => _modules.Values.Where(path => path.Length > 0).Distinct(StringComparer.Ordinal);

    public void On(in NettraceEvent told, ReadOnlySpan<byte> payload)
    {
        if (told.Provider != NettraceProvider.Rundown)
            return;
        var reader = new PayloadReader(payload);
        switch (told.Id)
        {
            case MethodEnd:
                reader.Skip(2 * sizeof(ulong));
                _methods.Add(new CodeRange(reader.UInt64(), reader.UInt32(), Keep(payload), payload.Length));
                _isSorted = false;
                break;
            case IlMapEnd:
                _ilMaps[(reader.UInt64(), reader.UInt64())] = (Keep(payload), payload.Length);
                break;
            case ModuleEnd:
                var id = reader.UInt64();
                reader.Skip(sizeof(ulong) + ModuleFlagBytes);
                _modules[id] = reader.Text();
                break;
        }
    }

    public void OnLost(ulong thread, uint count)
    {
    }

    /// <summary>The method that an address is in, and where; null if none is known.</summary>
    /// <param name="address">An address in the code of the statement that runs.</param>
    public CodeMethod? Find(ulong address)
    {
        if (Range(address) is not { } range)
            return null;
        var reader = new PayloadReader(_payloads.Span(range.Place, range.Bytes));
        var method = reader.UInt64();
        var module = reader.UInt64();
        reader.Skip(sizeof(ulong) + sizeof(uint));
        var token = reader.Int32();
        reader.Skip(sizeof(int));
        var (type, name) = (reader.Text(), reader.Text());
        reader.Chars();
        reader.Skip(Math.Min(sizeof(short), reader.Left));
        var version = reader.Left >= sizeof(ulong) ? reader.UInt64() : 0;
        var (il, end) = IlOffsets(method, version, (uint)(address - range.Start));
        return new CodeMethod(_modules.GetValueOrDefault(module) is { Length: > 0 } path ? path : null, token, type, name, il, end);
    }

    public void Dispose()
    {
        _payloads.Dispose();
        _methods.Dispose();
    }

    CodeRange? Range(ulong address)
    {
        if (!_isSorted)
        {
            _methods.Sort();
            _isSorted = true;
        }
        long low = 0, high = _methods.Count;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (_methods[middle].Start <= address)
                low = middle + 1;
            else
                high = middle;
        }
        return low > 0 && _methods[low - 1] is var range && address - range.Start < range.Length ? range : null;
    }

    // Each version of a method's code has a map of its own. Of its entries only those with IL count, and they are in no order.
    (int Begin, int End) IlOffsets(ulong method, ulong version, uint native)
    {
        if (!_ilMaps.TryGetValue((method, version), out var place))
            return (-1, -1);
        var reader = new PayloadReader(_payloads.Span(place.Place, place.Bytes));
        reader.Skip(2 * sizeof(ulong) + sizeof(byte));
        var count = (ushort)reader.Int16();
        var il = reader;
        var all = reader;
        reader.Skip(count * sizeof(int));
        var (found, nearest) = (-1, 0u);
        for (var i = 0; i < count; i++)
        {
            var (offset, at) = (il.Int32(), reader.UInt32());
            // Where the code needs no prologue, its first statement has no entry of its own.
            if (offset == Prologue)
                offset = 0;
            if (offset >= 0 && at <= native && (found < 0 || at >= nearest))
                (found, nearest) = (offset, at);
        }
        var end = int.MaxValue;
        for (var i = 0; i < count; i++)
        {
            if (all.Int32() is var offset && offset > found)
                end = Math.Min(end, offset);
        }
        return (found, end);
    }

    long Keep(ReadOnlySpan<byte> payload)
    {
        var place = _payloads.Count;
        foreach (var next in payload)
            _payloads.Add(next);
        return place;
    }
}
