using System.Globalization;
using MemoryProfiler.Hosting.Configuration;
using MemoryProfiler.Naming;

namespace MemoryProfiler.Snapshots;

/// <summary>Finds the types that somebody means by a name.</summary>
static class TypeSearch
{
    const int Shown = 3;

    /// <summary>The types of a name, with namespaces or without, and without the class that it is nested in.</summary>
    /// <exception cref="HeapSnapshotException">There is none; the message has the nearest names.</exception>
    public static HashSet<int> Named(IReadOnlyList<NamedType> types, string name)
    {
        var found = Indexes(types, type => type.Name == name);
        if (found.Count == 0)
            found = Indexes(types, type => type.ShortName == name || type.ShortName.EndsWith('.' + name, StringComparison.Ordinal));
        return found.Count > 0 ? found : throw new HeapSnapshotException($"No object of a type {name} was alive; the nearest {Nearest(types, name)}.");
    }

    static HashSet<int> Indexes(IReadOnlyList<NamedType> types, Func<NamedType, bool> isMeant) =>
        [.. Enumerable.Range(0, types.Count).Where(index => types[index].Node.Count > 0 && isMeant(types[index]))];

    // Who leaves namespaces out is understood as well.
    static string Nearest(IReadOnlyList<NamedType> types, string name)
    {
        var nearest = types.Where(type => type.Node.Count > 0).DistinctBy(type => type.Name)
            .OrderBy(type => Math.Min(NearestName.Changes(name, type.Name), NearestName.Changes(name, type.ShortName)))
            .ThenBy(type => type.Name, StringComparer.Ordinal)
            .Take(Shown).Select(type => type.Name).ToArray();
        return nearest.Length == 1
            ? $"name is {nearest[0]}"
            : string.Create(CultureInfo.InvariantCulture, $"names are {string.Join(", ", nearest[..^1])} and {nearest[^1]}");
    }
}
