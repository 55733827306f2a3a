namespace MemoryProfiler.Torture.Processes;

/// <summary>Assemblies to prepare, and the folders in which their dependencies are looked for first.</summary>
sealed record PrepareRequest(string[] Files, string[] Folders);
