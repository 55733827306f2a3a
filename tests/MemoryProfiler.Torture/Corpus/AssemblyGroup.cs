namespace MemoryProfiler.Torture.Corpus;

/// <summary>Assemblies of one folder: they find each other, and nobody else's version of each other.</summary>
/// <param name="Name">What the result table calls it.</param>
/// <param name="Folder">Where the originals are.</param>
/// <param name="Files">Paths of those to weave.</param>
sealed record AssemblyGroup(string Name, string Folder, IReadOnlyList<string> Files);
