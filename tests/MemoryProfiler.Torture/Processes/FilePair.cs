namespace MemoryProfiler.Torture.Processes;

/// <summary>An assembly and where what is made of it goes.</summary>
sealed record FilePair(string Source, string Target);
