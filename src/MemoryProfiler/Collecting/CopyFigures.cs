using MemoryProfiler.Probes;

namespace MemoryProfiler.Collecting;

/// <summary>What one copy of the library has recorded, or several together: what a report is made of.</summary>
sealed class CopyFigures
{
    readonly Dictionary<(string FullName, string File, int FirstLine), List<int>> _places = [];
    readonly List<MethodProfile> _methods = [];
    readonly Dictionary<string, long> _limits = new(StringComparer.Ordinal);

    /// <summary>The methods, in the order they came.</summary>
    public IReadOnlyList<MethodProfile> Methods => _methods;

    /// <summary>The limits that marks set, by the methods' full names.</summary>
    public IReadOnlyDictionary<string, long> Limits => _limits;

    /// <summary>What is to be said beside the figures.</summary>
    public ReportNotes Notes { get; init; } = new();

    /// <summary>Whether the runtime's count of allocated bytes is not exact.</summary>
    public bool AreBytesEstimated { get; set; }

    /// <summary>Calls that were not recorded.</summary>
    public long Unrecorded { get; set; }

    /// <summary>Probes run.</summary>
    public long Probes { get; set; }

    /// <summary>Of which kinds those were.</summary>
    public ProbeUse Use { get; set; }

    /// <summary>Bytes of the counters.</summary>
    public long LedgerBytes { get; set; }

    /// <summary>Adds a method of this copy's.</summary>
    /// <param name="method">The method.</param>
    /// <param name="limit">The limit that its mark sets, or null.</param>
    public void Add(MethodProfile method, long? limit)
    {
        if (limit is { } bytes)
            _limits[method.FullName] = bytes;
        Places(method).Add(_methods.Count);
        _methods.Add(method);
    }

    /// <summary>Adds what was recorded after this, or elsewhere: equal methods become one, equal notes too.</summary>
    public void Add(CopyFigures other)
    {
        foreach (var (name, limit) in other._limits)
            _limits[name] = limit;
        foreach (var method in other._methods)
        {
            if (Places(method).FindIndex(place => MethodSum.IsSame(_methods[place], method)) is >= 0 and var found)
                _methods[Places(method)[found]] = MethodSum.Of(_methods[Places(method)[found]], method);
            else
                Add(method, null);
        }
        Notes.Add(other.Notes);
        AreBytesEstimated |= other.AreBytesEstimated;
        Unrecorded += other.Unrecorded;
        Probes += other.Probes;
        Use += other.Use;
        LedgerBytes += other.LedgerBytes;
    }

    List<int> Places(MethodProfile method)
    {
        var key = (method.FullName, method.File, method.FirstLine);
        if (!_places.TryGetValue(key, out var places))
            _places.Add(key, places = []);
        return places;
    }
}
