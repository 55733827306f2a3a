using MemoryProfiler.Torture.Corpus;

namespace MemoryProfiler.Torture;

/// <summary>One assembly on its way through a run.</summary>
/// <param name="Group">Its group.</param>
/// <param name="Source">The original.</param>
/// <param name="Folder">The folder of the group's woven copies.</param>
/// <param name="Bodies">Methods with a body.</param>
sealed record TortureAssembly(AssemblyGroup Group, string Source, string Folder, int Bodies)
{
    /// <summary>The woven copy.</summary>
    public string Target => Path.Combine(Folder, Path.GetFileName(Source));
}
