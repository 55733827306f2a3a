namespace MemoryProfiler.Tool.Programs;

/// <summary>The .NET program that a command line starts, and what it is made of.</summary>
/// <param name="MainAssembly">The assembly it begins with.</param>
/// <param name="Words">What is really to be started: an executable's full path and its arguments.</param>
/// <param name="Configuration">What it says of its runtime.</param>
/// <param name="DepsFile">Its list of what it depends on; null if it has none.</param>
/// <param name="AdditionalDeps">The further lists that its user names on the command line, not in <paramref name="Words"/>; null if none.</param>
/// <param name="Frameworks">The shared frameworks it would run on, the base framework last.</param>
/// <param name="Assemblies">What it would load, one for each name.</param>
sealed record ProgramToProfile(
    string MainAssembly,
    IReadOnlyList<string> Words,
    RuntimeConfiguration Configuration,
    string? DepsFile,
    string? AdditionalDeps,
    IReadOnlyList<SharedFramework> Frameworks,
    IReadOnlyList<ProgramAssembly> Assemblies)
{
    /// <summary>
    /// The files that its list names and that are not there, as paths in a store of packages: to be given a further list, it needs
    /// some file in place of each.
    /// </summary>
    public IReadOnlyList<string> MissingFiles { get; init; } = [];

    /// <summary>It is started by a command of the SDK, so not as the first process.</summary>
    public bool IsStartedBySdk { get; init; }

    /// <summary>Finds it.</summary>
    /// <param name="words">A program's name and its arguments.</param>
    /// <param name="scratch">A folder for files that the program needs while it runs.</param>
    /// <exception cref="ToolException">There is none, or it cannot be profiled so.</exception>
    public static ProgramToProfile Of(IReadOnlyList<string> words, string scratch) => Starts.ProgramStart.Of(words, scratch);
}
