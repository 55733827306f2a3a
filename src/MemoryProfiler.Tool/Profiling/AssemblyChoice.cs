using System.IO.Enumeration;
using MemoryProfiler.Hosting.Configuration;
using MemoryProfiler.Tool.Programs;

namespace MemoryProfiler.Tool.Profiling;

/// <summary>Which assemblies of a program are looked at: its own, and those that are named.</summary>
static class AssemblyChoice
{
    const string Extension = ".dll";

    // The program's first line waits for the first sample, and a probe in there for the program's first line.
    const string WayOfTypes = "System.Net.Sockets";
    const string TypesComeThroughIt = "the types that --types asks for come through it";

    /// <summary>Chooses them.</summary>
    /// <param name="program">The program.</param>
    /// <param name="named">Simple names of packages' or the framework's assemblies, with <c>*</c> for any text.</param>
    /// <param name="withTypes">Whether types of lines are asked for.</param>
    /// <exception cref="ToolException">A name is none of the program's, or of one that cannot be profiled.</exception>
    public static IReadOnlyList<ProgramAssembly> Of(ProgramToProfile program, IEnumerable<string> named, bool withTypes)
    {
        var all = program.Assemblies.Select(assembly => withTypes && assembly.Name == WayOfTypes ? assembly with { Obstacle = TypesComeThroughIt } : assembly).ToList();
        var chosen = all.Where(assembly => assembly is { Origin: AssemblyOrigin.Own, Obstacle: null }).ToList();
        foreach (var name in named.SelectMany(list => list.Split(';', ',')).Select(name => name.Trim()).Where(name => name.Length > 0))
        {
            var simple = name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? name[..^Extension.Length] : name;
            var found = all.Where(assembly => FileSystemName.MatchesSimpleExpression(simple, assembly.Name)).ToList();
            if (found.Count == 0)
                throw new ToolException($"--profile-assembly \"{name}\" is no assembly of \"{program.MainAssembly}\": the nearest is {NearestName.Of(simple, program.Assemblies.Select(assembly => assembly.Name))}.", ExitCodes.Usage);
            if (found.TrueForAll(assembly => assembly.Obstacle is not null))
                throw new ToolException($"--profile-assembly \"{name}\" cannot be profiled: {found[0].Obstacle}.", ExitCodes.Usage);
            chosen.AddRange(found.Where(assembly => assembly.Obstacle is null && !chosen.Contains(assembly)));
        }
        return chosen.Count > 0 ? chosen
            : throw new ToolException($"\"{program.MainAssembly}\" has no code of its own that could be profiled: name assemblies with --profile-assembly.", ExitCodes.Usage);
    }
}
