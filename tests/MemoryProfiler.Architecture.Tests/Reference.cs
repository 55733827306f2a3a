namespace MemoryProfiler.Architecture.Tests;

/// <summary>A source file names a type that another file declares, or a member of it.</summary>
/// <param name="File">The file that names it, from its project's folder.</param>
/// <param name="Type">The type that is named, or whose member is.</param>
/// <param name="Declaration">The file that declares the type.</param>
/// <param name="IsDocument">Whether a doc comment names it, and no code.</param>
sealed record Reference(string File, string Type, string Declaration, bool IsDocument)
{
    /// <summary>Whether both are files of the project's own folder.</summary>
    public bool IsInOwnFolder => !File.Contains('/') && !Declaration.Contains('/');

    public override string ToString() => $"{File} → {Type}";
}
