using MemoryProfiler.Statements.Measuring;

namespace MemoryProfiler.Statements.Page;

/// <summary>What the runs of a folder have printed: a file for each build, named after it.</summary>
/// <param name="folder">The folder.</param>
sealed class Runs(string folder)
{
    readonly Dictionary<string, IReadOnlyDictionary<string, Figures>> _builds = Directory.GetFiles(folder, "*.tsv").ToDictionary(
        file => Path.GetFileNameWithoutExtension(file),
        file => (IReadOnlyDictionary<string, Figures>)File.ReadLines(file).Select(Figures.Parse).ToDictionary(figures => figures.Name));

    /// <summary>What one of them has printed of a statement; null where it has it not, or ended by an exception.</summary>
    public Figures? this[string build, string statement] => _builds.GetValueOrDefault(build)?.GetValueOrDefault(statement);

    /// <summary>The versions of the runtimes, as their builds have told.</summary>
    public string Versions => File.ReadAllText(Path.Combine(folder, "versions.txt")).Trim();
}
