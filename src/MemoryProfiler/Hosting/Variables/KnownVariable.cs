namespace MemoryProfiler.Hosting.Variables;

/// <summary>An environment variable that the profiler reads.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Fault">A sentence on a value that is not understood, or null if it is.</param>
sealed record KnownVariable(string Name, Func<string, string?> Fault);
