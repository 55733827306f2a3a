namespace MemoryProfiler.Tool.Programs.Files;

/// <summary>The assemblies that a host would let a program load by name.</summary>
static class AssemblyList
{
    static readonly string[] _endings = [".dll", ".exe"];

    /// <summary>Puts them together, one for each name.</summary>
    /// <param name="main">The assembly the program begins with.</param>
    /// <param name="depsFile">Its list; null if it has none, when all files beside it count.</param>
    /// <param name="frameworks">What it runs on.</param>
    /// <param name="probing">Folders of packages.</param>
    public static IReadOnlyList<ProgramAssembly> Of(string main, string? depsFile, IEnumerable<SharedFramework> frameworks, IReadOnlyList<string> probing)
    {
        var taken = new Dictionary<string, ListedAssembly>(StringComparer.OrdinalIgnoreCase);
        var layers = frameworks.Select(framework => Framework(framework).ToList()).ToList();
        var names = layers.SelectMany(layer => layer).Select(assembly => assembly.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var layer in layers.Prepend([.. Program(main, depsFile, probing, names)]))
        {
            foreach (var assembly in layer.DistinctBy(assembly => assembly.Key, StringComparer.OrdinalIgnoreCase))
            {
                if (!taken.TryGetValue(assembly.Key, out var earlier) || assembly.Replaces(earlier))
                    taken[assembly.Key] = assembly;
            }
        }
        return [.. taken.Values.Select(assembly => assembly.Read()).OfType<ProgramAssembly>()];
    }

    // The main assembly is started by its path, whatever a list says of it.
    static IEnumerable<ListedAssembly> Program(string main, string? depsFile, IReadOnlyList<string> probing, HashSet<string> ofFrameworks)
    {
        var listed = depsFile is null ? Beside(main, ofFrameworks) : DepsFile.Read(depsFile, probing);
        return listed.Where(assembly => assembly.Path != main).Prepend(new ListedAssembly(main, null, null, AssemblyOrigin.Own));
    }

    static List<ListedAssembly> Beside(string main, HashSet<string> ofFrameworks) =>
    [
        .. In(Path.GetDirectoryName(main)!)
            .Select(path => new ListedAssembly(path, null, null, ofFrameworks.Contains(Path.GetFileNameWithoutExtension(path)) ? AssemblyOrigin.Package : AssemblyOrigin.Own)),
    ];

    static IEnumerable<ListedAssembly> Framework(SharedFramework framework)
    {
        var list = Path.Combine(framework.Folder, $"{framework.Name}.deps.json");
        var assemblies = File.Exists(list)
            ? DepsFile.Read(list, [])
            : [.. In(framework.Folder).Select(path => new ListedAssembly(path, null, null, AssemblyOrigin.Framework))];
        return assemblies.Select(assembly => assembly with { Origin = AssemblyOrigin.Framework });
    }

    static IEnumerable<string> In(string folder) =>
        Directory.EnumerateFiles(folder).Where(path => _endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);
}
