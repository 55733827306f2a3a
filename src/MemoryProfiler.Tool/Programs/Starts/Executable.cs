using MemoryProfiler.Tool.Programs.Hosts;

namespace MemoryProfiler.Tool.Programs.Starts;

/// <summary>The file that a program's name means.</summary>
static class Executable
{
    /// <summary>Finds it as a shell does: by its path, or by its name in the folders of the variable <c>PATH</c>.</summary>
    /// <param name="word">The name, as the user wrote it.</param>
    /// <returns>Its full path, links not followed.</returns>
    /// <exception cref="ToolException">There is none, or it is a folder, or may not be executed.</exception>
    public static string Find(string word)
    {
        if (word.Length == 0)
            throw new ToolException("The program has no name.", ExitCodes.NotFound);
        if (Directory.Exists(word))
            throw new ToolException($"\"{word}\" cannot be executed: it is a folder.", ExitCodes.NotExecutable);
        var path = OnPath(word) ?? (Candidates(word).FirstOrDefault(File.Exists) is { } file ? Path.GetFullPath(file) : null)
            ?? throw new ToolException($"There is no program \"{word}\".", ExitCodes.NotFound);
        return OperatingSystem.IsWindows() || IsExecutable(path)
            ? path
            : throw new ToolException($"\"{word}\" cannot be executed: it has no execute permission{(IsAssembly(path) ? $"; write dotnet {word}" : "")}.", ExitCodes.NotExecutable);
    }

    /// <summary>Finds a name in the folders of the variable <c>PATH</c>; null if it is in none, or is a path.</summary>
    public static string? OnPath(string name) =>
        name.Contains('/') || (OperatingSystem.IsWindows() && name.Contains('\\'))
            ? null
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .SelectMany(folder => Candidates(Path.Combine(folder.Length > 0 ? folder : ".", name)))
                .Where(path => File.Exists(path) && (OperatingSystem.IsWindows() || IsExecutable(path)))
                .Select(Path.GetFullPath)
                .FirstOrDefault();

    /// <summary>True for a file that ends as assemblies do.</summary>
    public static bool IsAssembly(string word) => word.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || word.EndsWith(".exe", StringComparison.OrdinalIgnoreCase);

    static IEnumerable<string> Candidates(string path) =>
        OperatingSystem.IsWindows() && !Path.HasExtension(path) ? [path + ".exe", path + ".cmd", path + ".bat"] : [path];

    static bool IsExecutable(string path) =>
        !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(RealPath.Of(path)) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
