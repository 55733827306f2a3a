namespace MemoryProfiler.Reports.Comparing;

/// <summary>Finds the methods of a report in another one of the same program.</summary>
static class MethodMatching
{
    /// <summary>The methods with a line that changed, those with the largest increase of a line first.</summary>
    /// <exception cref="ArgumentException">The reports are of different programs.</exception>
    public static IReadOnlyList<MethodComparison> Changes(ProfileReport before, ProfileReport after)
    {
        var matched = Matched(before.Methods, after.Methods).ToList();
        Refuse(before, after, matched);
        return [.. matched
            .Select(pair => new MethodComparison { Before = pair.Before, After = pair.After, Lines = LineMatching.Changes(pair.Before, pair.After) })
            .Where(method => method.Lines.Count > 0)
            .OrderByDescending(method => Math.Max(method.Lines[0].ChangeBytes, 0))
            .ThenBy(method => method.Lines.Min(line => line.ChangeBytes))];
    }

    static IEnumerable<(MethodProfile? Before, MethodProfile? After)> Matched(IEnumerable<MethodProfile> before, IEnumerable<MethodProfile> after)
    {
        var (old, young) = (before.ToList(), after.ToList());
        // A file of an earlier version does not tell the assembly; parameters and places change more often than names.
        Func<MethodProfile, object>[] keys =
        [
            method => (method.Assembly, method.FullName, method.File, method.FirstLine),
            method => (method.Assembly, method.FullName, method.File),
            method => (method.Assembly, method.FullName),
            method => (method.Assembly, MethodNames.WithoutParameters(method.FullName)),
        ];
        foreach (var key in keys)
        {
            foreach (var pair in Taken(old, young, key))
                yield return pair;
        }
        foreach (var pair in Taken(old, young, method => method.FullName, (one, other) => one.Assembly.Length == 0 || other.Assembly.Length == 0))
            yield return pair;
        foreach (var method in old)
            yield return (method, null);
        foreach (var method in young)
            yield return (null, method);
    }

    // Takes out of both lists what one key tells apart from all others on its side.
    static List<(MethodProfile?, MethodProfile?)> Taken(
        List<MethodProfile> old, List<MethodProfile> young, Func<MethodProfile, object> key, Func<MethodProfile, MethodProfile, bool>? may = null)
    {
        var candidates = young.ToLookup(key);
        var pairs = new List<(MethodProfile?, MethodProfile?)>();
        foreach (var alike in old.GroupBy(key).ToList())
        {
            if (alike.Take(2).ToList() is not [var one] || candidates[alike.Key].Take(2).ToList() is not [var other] || may?.Invoke(one, other) == false)
                continue;
            pairs.Add((one, other));
        }
        var taken = pairs.SelectMany(pair => new[] { pair.Item1, pair.Item2 }).ToHashSet(ReferenceEqualityComparer.Instance);
        old.RemoveAll(taken.Contains);
        young.RemoveAll(taken.Contains);
        return pairs;
    }

    static void Refuse(ProfileReport before, ProfileReport after, List<(MethodProfile? Before, MethodProfile? After)> matched)
    {
        if (before.Methods.Count == 0 || after.Methods.Count == 0 || matched.Any(pair => pair is { Before: not null, After: not null }))
            return;
        if (Assemblies(before).Intersect(Assemblies(after), StringComparer.Ordinal).Any())
            return;
        throw new ArgumentException(
            $"The reports are of different programs: no method of the one ({before.Methods[0].FullName} …) is in the other ({after.Methods[0].FullName} …).",
            nameof(after));
    }

    static IEnumerable<string> Assemblies(ProfileReport report) => report.Methods.Select(method => method.Assembly).Where(name => name.Length > 0);
}
