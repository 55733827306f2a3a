namespace MemoryProfiler.Methods.Maps;

/// <summary>A marked method that the weaver left alone, as the map of its assembly tells.</summary>
/// <param name="Name">Type and method with parameters.</param>
/// <param name="Location">File and line, where known.</param>
/// <param name="Reason">The build warning's code and text.</param>
sealed record SkippedMethod(string Name, string Location, string Reason);
