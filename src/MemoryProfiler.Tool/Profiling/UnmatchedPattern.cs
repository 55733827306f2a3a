using MemoryProfiler.Hosting.Configuration;
using MemoryProfiler.Weaving.Images;

namespace MemoryProfiler.Tool.Profiling;

/// <summary>The sentence on a pattern that matches nothing.</summary>
static class UnmatchedPattern
{
    const int Shown = 3;

    /// <summary>Makes it.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="looked">The assemblies that were looked at.</param>
    public static ToolException Of(string pattern, IReadOnlyList<WovenCopy> looked)
    {
        var names = string.Join(", ", looked.Select(copy => copy.Name));
        var nearest = looked.Where(copy => copy.Refusal is null)
            .SelectMany(copy => AssemblyFile.MethodNamesIn(copy.Source))
            .SelectMany(Candidates)
            .Distinct()
            .OrderBy(name => NearestName.Changes(pattern, name))
            .ThenBy(name => name, StringComparer.Ordinal)
            .Take(Shown)
            .ToList();
        var hint = nearest.Count == 0 ? "there are no methods in them" : $"the nearest names are {string.Join(", ", nearest)}";
        return new ToolException(
            $"\"{pattern}\" matches no method of {names}: {hint}. Write Namespace.Type.Method, with * for any text and ? for one character; --profile-assembly looks at packages and the framework too.",
            ExitCodes.Usage);
    }

    // A pattern is mostly one for a whole namespace or type.
    static IEnumerable<string> Candidates(string method)
    {
        yield return method;
        for (var end = method.LastIndexOf('.'); end > 0; end = method.LastIndexOf('.', end - 1))
            yield return method[..end] + ".*";
    }
}
