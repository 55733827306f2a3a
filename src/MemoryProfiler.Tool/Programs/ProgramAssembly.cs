namespace MemoryProfiler.Tool.Programs;

/// <summary>A managed assembly that a program would load by its name.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Path">The file that would be loaded.</param>
/// <param name="Version">Of the assembly.</param>
/// <param name="FileVersion">Of the file; null if it has none.</param>
/// <param name="Origin">Who wrote it.</param>
sealed record ProgramAssembly(string Name, string Path, Version Version, Version? FileVersion, AssemblyOrigin Origin)
{
    /// <summary>False for the assembly that the runtime brings up by itself, before any list of files is read.</summary>
    public bool CanBeReplaced => Name != "System.Private.CoreLib";
}
