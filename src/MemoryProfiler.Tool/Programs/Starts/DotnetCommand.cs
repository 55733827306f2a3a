using MemoryProfiler.Tool.Programs.Hosts;

namespace MemoryProfiler.Tool.Programs.Starts;

/// <summary>A command line of <c>dotnet</c>, read as its host reads it.</summary>
static class DotnetCommand
{
    const string Exec = "exec";

    /// <summary>The program that one starts.</summary>
    /// <param name="installation">Whose <c>dotnet</c> it is.</param>
    /// <param name="executable">That <c>dotnet</c>.</param>
    /// <param name="words">The command line.</param>
    public static ProgramToProfile Of(DotnetInstallation installation, string executable, IReadOnlyList<string> words)
    {
        var next = 1;
        var isExec = next < words.Count && words[next] == Exec;
        if (isExec)
            next++;
        var options = HostOptions.Read(words, ref next);
        if (next == words.Count)
            throw new ToolException($"\"{string.Join(' ', words)}\" names no program: write dotnet app.dll.", ExitCodes.Usage);
        if (!isExec && !Executable.IsAssembly(words[next]))
            throw new ToolException($"\"dotnet {words[next]}\" is no program that can be profiled: write dotnet app.dll.");
        var main = AssemblyFile(words[next]);
        return HostedProgram.Of(
            installation, main, options,
            [executable, .. isExec ? [Exec] : (string[])[], .. options.Words, .. words.Skip(next)],
            arguments: [.. words.Skip(next + 1)]);
    }

    static string AssemblyFile(string word) =>
        Directory.Exists(word) ? throw new ToolException($"\"{word}\" cannot be executed: it is a folder.", ExitCodes.NotExecutable)
        : File.Exists(word) ? RealPath.Of(word)
        : throw new ToolException($"There is no program \"{word}\".", ExitCodes.NotFound);
}
