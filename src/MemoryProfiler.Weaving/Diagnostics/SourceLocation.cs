namespace MemoryProfiler.Weaving.Diagnostics;

/// <summary>A place in a source file.</summary>
/// <param name="File">The file's path as the compiler saw it.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Column">Column from 1.</param>
public sealed record SourceLocation(string File, int Line, int Column);
