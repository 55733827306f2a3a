namespace MemoryProfiler.Sites.Sampling;

/// <summary>Numbers of sites: a stack and a type. Not safe for several threads.</summary>
sealed class SiteIndex
{
    readonly Dictionary<(int Stack, int Type), int> _numbers = [];
    readonly List<(int Stack, int Type)> _sites = [];

    public int Count => _sites.Count;

    /// <summary>A site's stack and type.</summary>
    public (int Stack, int Type) this[int number] => _sites[number];

    /// <summary>The number of a site.</summary>
    public int Of(int stack, int type)
    {
        if (!_numbers.TryGetValue((stack, type), out var number))
        {
            _numbers[(stack, type)] = number = _sites.Count;
            _sites.Add((stack, type));
        }
        return number;
    }
}
