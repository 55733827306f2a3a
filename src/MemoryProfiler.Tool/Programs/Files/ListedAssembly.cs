namespace MemoryProfiler.Tool.Programs.Files;

/// <summary>An assembly of a list that a host reads, with what the list declares of it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Version">Of the assembly; null if nothing is declared.</param>
/// <param name="FileVersion">Of the file; null if nothing is declared.</param>
/// <param name="Origin">Who wrote it.</param>
sealed record ListedAssembly(string Path, Version? Version, Version? FileVersion, AssemblyOrigin Origin)
{
    static readonly Version _none = new(0, 0);

    /// <summary>What it is called in a host's list.</summary>
    public string Key => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>True if a host takes this one of a framework though a program has brought the other: only a later one of the program stays.</summary>
    public bool Replaces(ListedAssembly other) =>
        ((Version ?? _none, FileVersion ?? _none).CompareTo((other.Version ?? _none, other.FileVersion ?? _none))) >= 0;

    /// <summary>The assembly itself; null if the file is no managed one.</summary>
    public ProgramAssembly? Read() =>
        Version is { } version && FileVersion is { } file && Origin == AssemblyOrigin.Framework ? new ProgramAssembly(Key, Path, version, file, Origin, Obstacle(Key))
        : ManagedFile.Of(Path) is { } managed ? new ProgramAssembly(managed.Name, Path, managed.Version, managed.FileVersion, Origin, Obstacle(managed.Name))
        : null;

    static string? Obstacle(string name) =>
        name == "System.Private.CoreLib" ? "the runtime brings it up itself, before any list of files is read" : null;
}
