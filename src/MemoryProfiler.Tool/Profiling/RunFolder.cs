using System.Diagnostics;
using MemoryProfiler.Hosting.Exit;
using MemoryProfiler.Hosting.Runs;

namespace MemoryProfiler.Tool.Profiling;

/// <summary>
/// The folder of one run: what its processes are told, and what they tell. They are told by variables, so nothing of theirs has
/// to be changed. It is removed when it has been read.
/// </summary>
sealed class RunFolder : IDisposable
{
    const string Dependencies = "DOTNET_ADDITIONAL_DEPS";
    const string DependenciesName = "mprof.deps.json";
    const string ReportPattern = "*.report.json";

    readonly Dictionary<string, string?> _variables = [];

    RunFolder(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Makes it.</summary>
    public static RunFolder Create() => new(Directory.CreateTempSubdirectory("mprof-run-").FullName);

    /// <summary>Lets a program load other assemblies than its own, and tell what came of it.</summary>
    /// <param name="start">The program.</param>
    /// <param name="assemblies">Whole paths of the woven copies and of the library they call.</param>
    /// <param name="others">Further files of this kind that its user names; null if none.</param>
    /// <param name="withChildren">Whether the programs that it starts load them too.</param>
    public void Tell(ProcessStartInfo start, IEnumerable<string> assemblies, string? others, bool withChildren)
    {
        var dependencies = System.IO.Path.Combine(Path, DependenciesName);
        DependenciesFile.Write(dependencies, assemblies);
        string?[] all = [Environment.GetEnvironmentVariable(Dependencies), others, dependencies];
        Set(start, Dependencies, string.Join(System.IO.Path.PathSeparator, all.Where(list => !string.IsNullOrEmpty(list))));
        Set(start, ToolRun.Variable, Path);
        Set(start, ExitReport.Variable, System.IO.Path.Combine(Path, "{pid}.report.json"));
        if (!withChildren)
            File.WriteAllLines(System.IO.Path.Combine(Path, ToolRun.VariablesOfChildren), _variables.Select(variable => variable.Value is { } value ? $"{variable.Key}={value}" : variable.Key));
    }

    /// <summary>The reports that processes have left, in the order of their numbers.</summary>
    public IReadOnlyDictionary<int, string> ReportsByProcess() => Directory.EnumerateFiles(Path, ReportPattern)
        .ToDictionary(file => int.Parse(System.IO.Path.GetFileName(file).Split('.')[0], System.Globalization.CultureInfo.InvariantCulture));

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A child that still runs writes into it.
        }
    }

    void Set(ProcessStartInfo start, string name, string value)
    {
        _variables[name] = Environment.GetEnvironmentVariable(name);
        start.Environment[name] = value;
    }
}
