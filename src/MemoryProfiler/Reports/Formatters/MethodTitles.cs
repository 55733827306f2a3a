using System.Globalization;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>What tables call the methods of a report. It is the short name, and only where several read alike what tells them apart.</summary>
sealed class MethodTitles
{
    static readonly Func<MethodProfile, string>[] _places =
    [
        method => method.Assembly,
        method => method.File,
        Line,
        method => $"{method.Assembly}, {Line(method)}",
    ];

    readonly Dictionary<MethodProfile, string> _titles = new(ReferenceEqualityComparer.Instance);

    /// <summary>Finds titles for all methods of a report, so that they do not depend on which of them are shown.</summary>
    public MethodTitles(IEnumerable<MethodProfile> methods)
    {
        foreach (var alike in methods.GroupBy(method => method.Name, StringComparer.Ordinal))
        {
            var full = alike.GroupBy(method => method.FullName, StringComparer.Ordinal).ToList();
            foreach (var same in full)
                Add([.. same], full.Count == 1 ? alike.Key : same.Key);
        }
    }

    /// <summary>The title of a method.</summary>
    public string this[MethodProfile method] => _titles[method];

    void Add(List<MethodProfile> methods, string name)
    {
        if (methods.Count == 1)
        {
            _titles[methods[0]] = name;
            return;
        }
        var place = Array.Find(_places, place => methods.DistinctBy(place).Count() == methods.Count);
        for (var i = 0; i < methods.Count; i++)
        {
            var number = (i + 1).ToString(CultureInfo.InvariantCulture);
            _titles[methods[i]] = $"{name} [{(place is null ? $"{_places[^1](methods[i])}, {number} of {methods.Count}" : place(methods[i]))}]";
        }
    }

    static string Line(MethodProfile method) => $"{method.File}:{LinePlaces.First(method)}";
}
