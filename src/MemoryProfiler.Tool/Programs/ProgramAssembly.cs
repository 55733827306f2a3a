namespace MemoryProfiler.Tool.Programs;

/// <summary>A managed assembly that a program would load by its name.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Path">The file that would be loaded.</param>
/// <param name="Version">Of the assembly.</param>
/// <param name="FileVersion">Of the file; null if it has none.</param>
/// <param name="Origin">Who wrote it.</param>
/// <param name="Obstacle">Why it cannot be replaced by a woven copy, as the end of a sentence; null if it can.</param>
sealed record ProgramAssembly(string Name, string Path, Version Version, Version? FileVersion, AssemblyOrigin Origin, string? Obstacle = null);
