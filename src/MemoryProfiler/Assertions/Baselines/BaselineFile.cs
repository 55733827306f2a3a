using System.Text.Json;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Reports.Presentation;
using MemoryProfiler.Reports.Saving;

namespace MemoryProfiler.Assertions.Baselines;

/// <summary>The baselines of one test file, beside it: <c>OrderTests.cs</c> has <c>OrderTests.memory.json</c>. To be committed.</summary>
sealed class BaselineFile
{
    /// <summary><c>update</c> writes what is measured into the files instead of comparing.</summary>
    public static readonly WordVariable Variable = new("MEMORYPROFILER_BASELINE", "compare", ["update"], ["compare"]);

    static readonly VersionedJson _format = new(
        "MemoryProfiler.Baselines", 2, "a file of memory baselines", "baseline", $"Run the tests with {Variable.Name}=update to write it anew once it is deleted.");

    // Longer than all tests of a file take that write their baselines at the same time.
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    readonly string _path;

    BaselineFile(string path) => _path = path;

    public string Name => Path.GetFileName(_path);

    /// <summary>Whether baselines are to be written.</summary>
    public static bool IsUpdate => Variable.Meaning(Variable.Value) == "update";

    /// <summary>The file of a test.</summary>
    /// <param name="testFile">The test's source file, as the compiler saw it.</param>
    public static BaselineFile Beside(string testFile)
    {
        var name = Path.GetFileNameWithoutExtension(testFile.Replace('\\', '/')) + ".memory.json";
        var folder = Path.GetDirectoryName(testFile);
        // A build that maps its paths (ContinuousIntegrationBuild) leaves only what was copied to the output.
        return new BaselineFile(Path.Combine(Directory.Exists(folder) ? folder : AppContext.BaseDirectory, name));
    }

    /// <summary>The baseline of a name, or null.</summary>
    /// <exception cref="InvalidDataException">The file is not one of baselines.</exception>
    public BaselineEntry? Find(string name) => Read().GetValueOrDefault(name);

    /// <summary>
    /// Writes what a framework's test has measured. The other baselines of the file stay, whoever writes them meanwhile:
    /// the SDK runs the tests of a project's frameworks at the same time.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is not one of baselines.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string name, BaselineEntry measured)
    {
        using var turn = FileTurn.Wait(_path, _patience);
        var document = new BaselineDocument { Format = _format.Format, Version = _format.Version, Baselines = Read() };
        document.Baselines[name] = document.Baselines.TryGetValue(name, out var before) ? before.Updated(measured) : measured;
        var text = JsonSerializer.Serialize(document, BaselineJsonContext.Default.BaselineDocument).ReplaceLineEndings("\n") + "\n";
        WholeFile.Write(_path, writer => writer.Write(text));
    }

    SortedDictionary<string, BaselineEntry> Read()
    {
        var entries = File.Exists(_path) ? Read(File.ReadAllText(_path)) : null;
        return new SortedDictionary<string, BaselineEntry>(entries ?? [], StringComparer.Ordinal);
    }

    SortedDictionary<string, BaselineEntry>? Read(string text)
    {
        try
        {
            // As they were written before files had a head.
            if (_format.IsHeadless(text, _path))
                return JsonSerializer.Deserialize(text, BaselineJsonContext.Default.SortedDictionaryStringBaselineEntry);
            _format.Check(text, _path);
            return JsonSerializer.Deserialize(text, BaselineJsonContext.Default.BaselineDocument)?.Baselines;
        }
        catch (JsonException e)
        {
            throw _format.Broken(_path, e.Message, e);
        }
    }
}
