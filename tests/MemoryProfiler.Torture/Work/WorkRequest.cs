namespace MemoryProfiler.Torture.Work;

/// <summary>A piece of work to do.</summary>
/// <param name="Name">Which.</param>
/// <param name="Folders">Where its libraries are looked for first.</param>
/// <param name="Scratch">A folder of its own for what it writes.</param>
sealed record WorkRequest(string Name, string[] Folders, string Scratch);
