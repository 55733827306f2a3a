using MemoryProfiler.Tool.Programs.Hosts;

namespace MemoryProfiler.Tool.Programs.Starts;

/// <summary>A command line of <c>dotnet</c>, read as its host reads it: a program's assembly, or a command of the SDK.</summary>
static class DotnetCommand
{
    const string Exec = "exec";

    /// <summary>The program that one starts.</summary>
    public static ProgramToProfile Of(DotnetWords command)
    {
        var words = command.Words;
        var next = 0;
        var isExec = words.Count > 0 && words[0] == Exec;
        if (isExec)
            next++;
        var options = HostOptions.Read(words, ref next);
        if (next == words.Count || (words[next].StartsWith('-') && !File.Exists(words[next])))
            throw new ToolException($"\"{string.Join(' ', ["dotnet", .. words])}\" starts no program: write dotnet app.dll.", ExitCodes.Usage);
        if (!isExec && !Executable.IsAssembly(words[next]))
            return SdkCommand.Of(command with { Words = [.. words.Skip(next)] });
        return HostedProgram.Of(command, AssemblyFile(words[next]), options, isExec, [.. words.Skip(next)]);
    }

    static string AssemblyFile(string word) =>
        Directory.Exists(word) ? throw new ToolException($"\"{word}\" cannot be executed: it is a folder.", ExitCodes.NotExecutable)
        : File.Exists(word) ? RealPath.Of(word)
        : throw new ToolException($"There is no program \"{word}\".", ExitCodes.NotFound);
}
