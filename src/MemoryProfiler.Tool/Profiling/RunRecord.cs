using System.Globalization;
using MemoryProfiler.Hosting.Runs;

namespace MemoryProfiler.Tool.Profiling;

/// <summary>What one process of a run told of itself.</summary>
/// <param name="Process">Its number.</param>
/// <param name="Program">The simple name of the program's assembly.</param>
/// <param name="Known">The assemblies that its host would load.</param>
/// <param name="Loaded">The woven files that it did load.</param>
/// <param name="Started">When it told first.</param>
sealed record RunRecord(int Process, string Program, IReadOnlySet<string> Known, IReadOnlySet<string> Loaded, DateTime Started)
{
    /// <summary>Those of all processes that have told something so far, in the order in which they began.</summary>
    public static IReadOnlyList<RunRecord> AllIn(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*" + ToolRun.Extension).Select(Read).OfType<RunRecord>().OrderBy(record => record.Started)];

    static RunRecord? Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries);
            return new RunRecord(
                int.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture),
                Of(ToolRun.Program).FirstOrDefault() ?? "",
                Files(ToolRun.Known),
                Files(ToolRun.Loaded),
                File.GetCreationTimeUtc(file));

            // The host keeps the steps up and down by which it was told of a file.
            HashSet<string> Files(string word) => [.. Of(word).Where(path => path.Length > 0).Select(Path.GetFullPath)];

            IEnumerable<string> Of(string word) => lines.Where(line => line.StartsWith(word, StringComparison.Ordinal)).Select(line => line[word.Length..]);
        }
        catch (IOException)
        {
            // It is being written this moment.
            return null;
        }
    }
}
