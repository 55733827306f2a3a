namespace MemoryProfiler.Sites.Sampling;

/// <summary>Numbers of types by what the runtime says of them. Not safe for several threads.</summary>
sealed class TypeIndex
{
    readonly Dictionary<(ulong Id, int Name), int> _numbers = [];
    readonly List<string> _names = [];

    /// <summary>The names, by number.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The number of a type. The name belongs to it, as an unloaded type's handle is given to another.</summary>
    public int Of(ulong id, ReadOnlySpan<char> name)
    {
        var key = (id, string.GetHashCode(name));
        if (!_numbers.TryGetValue(key, out var number))
        {
            _numbers[key] = number = _names.Count;
            _names.Add(name.ToString());
        }
        return number;
    }
}
