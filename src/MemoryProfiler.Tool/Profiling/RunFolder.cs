using System.Diagnostics;
using System.Runtime.InteropServices;
using MemoryProfiler.Hosting.Exit;
using MemoryProfiler.Hosting.Runs;
using MemoryProfiler.Settings;
using MemoryProfiler.Tool.Programs;

namespace MemoryProfiler.Tool.Profiling;

/// <summary>
/// The folder of one run: what its processes are told, and what they tell. They are told by variables, so nothing of theirs has
/// to be changed. It is removed when it has been read.
/// </summary>
sealed class RunFolder : IDisposable
{
    const string Store = "DOTNET_SHARED_STORE";
    const string StoreName = "store";
    const string Dependencies = "DOTNET_ADDITIONAL_DEPS";
    const string DependenciesName = "mprof.deps.json";
    const string ReportEnding = ".report.json";

    // VSTest ends the process with the tests when it has waited so long, by itself 100 ms: no report is written in that.
    const string TestsEnd = "VSTEST_TESTHOST_SHUTDOWN_TIMEOUT";
    const string Milliseconds = "60000";

    readonly Dictionary<string, string?> _variables = [];

    RunFolder(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Makes it.</summary>
    /// <exception cref="ToolException">There is no place for it.</exception>
    public static RunFolder Create()
    {
        try
        {
            return new(Directory.CreateTempSubdirectory("mprof-run-").FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"No folder can be made in \"{System.IO.Path.GetTempPath()}\", which is for temporary files: make it, or set {(OperatingSystem.IsWindows() ? "TMP" : "TMPDIR")} to another.", inner: e);
        }
    }

    /// <summary>Lets a program load other assemblies than its own, and tell what came of it.</summary>
    /// <param name="start">The program.</param>
    /// <param name="assemblies">Whole paths of the woven copies and of the library they call.</param>
    /// <param name="program">The program, as it was found.</param>
    /// <param name="withChildren">Whether the programs that it starts load them too.</param>
    /// <param name="byStore">Whether the host looks for them in a store, as it has to on Windows.</param>
    /// <returns>Where each is loaded from.</returns>
    public IReadOnlyList<string> Tell(ProcessStartInfo start, IReadOnlyList<string> assemblies, ProgramToProfile program, bool withChildren, bool byStore)
    {
        var dependencies = System.IO.Path.Combine(Path, DependenciesName);
        var store = program.Configuration.Target is { } target ? System.IO.Path.Combine(Path, StoreName, RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(), target) : null;
        var loaded = DependenciesFile.Write(dependencies, assemblies, program.MainAssembly, byStore ? store : null);
        string?[] all = [Environment.GetEnvironmentVariable(Dependencies), program.AdditionalDeps, dependencies];
        Set(start, Dependencies, string.Join(System.IO.Path.PathSeparator, all.Where(list => !string.IsNullOrEmpty(list))));
        // Files of no content, where the host looks for what the program lists and does not have.
        foreach (var file in store is null ? [] : program.MissingFiles.Select(asset => System.IO.Path.Combine(store, asset)))
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, []);
        }
        if (store is not null && Directory.Exists(store))
            Set(start, Store, string.Join(System.IO.Path.PathSeparator, new[] { Environment.GetEnvironmentVariable(Store), System.IO.Path.Combine(Path, StoreName) }.Where(path => !string.IsNullOrEmpty(path))));
        Set(start, ToolRunSwitch.Variable, Path);
        Set(start, ExitReport.Variable, System.IO.Path.Combine(Path, "{pid}" + ReportEnding));
        if (program.IsStartedBySdk && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TestsEnd)))
            Set(start, TestsEnd, Milliseconds);
        if (!withChildren)
            File.WriteAllLines(System.IO.Path.Combine(Path, ToolRun.VariablesOfChildren), _variables.Select(variable => variable.Value is { } value ? $"{variable.Key}={value}" : variable.Key));
        return loaded;
    }

    /// <summary>The reports that processes have left, in the order of their numbers.</summary>
    public IReadOnlyDictionary<int, string> ReportsByProcess() => Directory.EnumerateFiles(Path, "*" + ReportEnding)
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
