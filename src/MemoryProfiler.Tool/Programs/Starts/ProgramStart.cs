using MemoryProfiler.Tool.Programs.Hosts;

namespace MemoryProfiler.Tool.Programs.Starts;

/// <summary>What kind of start a command line is.</summary>
static class ProgramStart
{
    const string Dotnet = "dotnet";

    /// <summary>Finds the program of a command line.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="scratch">A folder for files that the program needs while it runs.</param>
    /// <exception cref="ToolException">There is none, or it cannot be profiled so.</exception>
    public static ProgramToProfile Of(IReadOnlyList<string> words, string scratch)
    {
        var executable = Executable.Find(words[0]);
        return IsDotnet(words[0]) && DotnetInstallation.Of(executable) is { } installation
            ? DotnetCommand.Of(new DotnetWords(installation, executable, [.. words.Skip(1)], scratch))
            : OwnExecutable.Of(executable, words, scratch);
    }

    /// <summary>True for a name that means <c>dotnet</c> or a program's own executable; false for what is no program of .NET, or is not there.</summary>
    public static bool IsOfNet(string word)
    {
        try
        {
            return IsDotnet(word) || AppHost.Is(File.ReadAllBytes(RealPath.Of(Executable.Find(word))));
        }
        catch (Exception e) when (e is ToolException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    static bool IsDotnet(string word) =>
        Path.GetFileName(word) is var name && (name == Dotnet || (OperatingSystem.IsWindows() && name.Equals("dotnet.exe", StringComparison.OrdinalIgnoreCase)));
}
