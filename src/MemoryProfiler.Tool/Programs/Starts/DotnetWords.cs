using MemoryProfiler.Tool.Programs.Hosts;

namespace MemoryProfiler.Tool.Programs.Starts;

/// <summary>A command line of <c>dotnet</c>, and what is known of it before it is read.</summary>
/// <param name="Installation">Whose <c>dotnet</c> it is.</param>
/// <param name="Executable">That <c>dotnet</c>, links not followed.</param>
/// <param name="Words">The command line, from the second word on.</param>
/// <param name="Scratch">A folder for files that the program needs while it runs.</param>
sealed record DotnetWords(DotnetInstallation Installation, string Executable, IReadOnlyList<string> Words, string Scratch)
{
    /// <summary>Where it is given: tools of a folder are looked for there and above.</summary>
    public string Folder { get; init; } = Environment.CurrentDirectory;

    /// <summary>Where the SDK keeps what is the user's own.</summary>
    public string Home { get; init; } = Environment.GetEnvironmentVariable("DOTNET_CLI_HOME") is { Length: > 0 } home ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
}
