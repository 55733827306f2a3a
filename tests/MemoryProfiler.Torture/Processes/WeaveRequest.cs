namespace MemoryProfiler.Torture.Processes;

/// <summary>Assemblies to weave, or to copy.</summary>
sealed record WeaveRequest(FilePair[] Files);
