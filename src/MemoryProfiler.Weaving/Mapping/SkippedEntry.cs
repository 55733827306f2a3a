namespace MemoryProfiler.Weaving.Mapping;

/// <summary>What the map will say of a marked method that was left alone.</summary>
/// <param name="Name">Type and method with parameters.</param>
/// <param name="Location">File and line, or the assembly.</param>
/// <param name="Reason">Code and sentence.</param>
sealed record SkippedEntry(string Name, string Location, string Reason);
