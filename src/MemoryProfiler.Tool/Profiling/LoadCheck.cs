namespace MemoryProfiler.Tool.Profiling;

/// <summary>What was really woven: whether a program loads the woven copies and not the originals.</summary>
/// <param name="copies">The copies that were made for it.</param>
sealed class LoadCheck(IReadOnlyList<WovenCopy> copies)
{
    /// <summary>Sentences on copies that a program would not load, as of its start.</summary>
    public IEnumerable<string> AtStart(RunRecord record) =>
        from copy in copies
        where !record.Known.Contains(copy.Path!)
        let other = record.Known.FirstOrDefault(path => Path.GetFileName(path) == Path.GetFileName(copy.Path))
        select $"{copy.Name} is not profiled: {record.Program} would load {(other is null ? "none of this name" : $"\"{other}\"")} and not the woven copy.";

    /// <summary>A sentence on copies that no program has loaded; null if there are none.</summary>
    public string? AtEnd(IReadOnlyList<RunRecord> records)
    {
        var names = copies.Where(copy => !records.Any(record => record.Loaded.Contains(copy.Path!))).Select(copy => copy.Name).ToList();
        return names.Count == 0 ? null : $"{string.Join(", ", names)} {(names.Count == 1 ? "was" : "were")} woven, and never loaded.";
    }

    /// <summary>The sentence on a run that has loaded none of them.</summary>
    public string Nothing(string program) =>
        $"Nothing is profiled: \"{program}\" has loaded none of the woven assemblies ({string.Join(", ", copies.Select(copy => copy.Name))}). It did not use them, or it is not the program that was looked at.";
}
