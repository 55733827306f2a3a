using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Methods;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Hosting.Runs;

/// <summary>
/// What this process tells the tool that started it with woven copies of its assemblies: <c>dotnet mprof run --profile</c>.
/// The variable <c>MEMORYPROFILER_RUN</c> names a folder of the tool's. The file <c>{pid}.run</c> in it says line by line which
/// assemblies the host knows and which woven ones were loaded, whatever ends the process.
/// </summary>
static class ToolRun
{
    /// <summary>The file in the folder that says what variables children of this process are to have: <c>NAME=value</c>, or <c>NAME</c> for none.</summary>
    public const string VariablesOfChildren = "children.variables";

    /// <summary>What a process's file is called behind its number.</summary>
    public const string Extension = ".run";

    /// <summary>The line that names the program.</summary>
    public const string Program = "program ";

    /// <summary>The line of an assembly that the host would load.</summary>
    public const string Known = "known ";

    /// <summary>The line of a woven assembly that was loaded.</summary>
    public const string Loaded = "loaded ";

    const string HostsAssemblies = "TRUSTED_PLATFORM_ASSEMBLIES";

    // Those of the SDK that only start the program.
    static readonly string[] _starters = ["dotnet", "MSBuild", "vstest.console"];

    static readonly object _gate = new();
    static string _file = "";

    /// <summary>Begins to tell, if the variable is set. Called once, before any assembly of the program's own is registered.</summary>
    public static void Start()
    {
        var folder = Environment.GetEnvironmentVariable(ToolRunSwitch.Variable);
        if (string.IsNullOrWhiteSpace(folder) || !Directory.Exists(folder))
            return;
        _file = Path.Combine(folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + Extension);
        var program = Assembly.GetEntryAssembly()?.GetName().Name ?? "";
        var lines = new List<string> { Program + program };
        foreach (var path in ((string?)AppContext.GetData(HostsAssemblies) ?? "").Split(Path.PathSeparator))
            lines.Add(Known + path);
        // Whole or not at all: the tool looks while this runs.
        var work = _file + ".part";
        UnnoticedFile.Append(work, string.Join('\n', lines) + '\n');
        File.Move(work, _file);
        WovenAssemblies.Added += OnAdded;
        // Woven ones of the framework that this library has used up to here.
        foreach (var woven in WovenAssemblies.All())
            OnAdded(woven);
        if (Array.IndexOf(_starters, program) < 0)
            SetVariablesOfChildren(Path.Combine(folder, VariablesOfChildren));
    }

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "A program in a single file is not started with woven copies.")]
    static void OnAdded(WovenAssembly woven)
    {
        try
        {
            lock (_gate)
                UnnoticedFile.Append(_file, $"{Loaded}{woven.Assembly?.Location}\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            MemoryProfilerLog.Write($"The tool could not be told of {woven.Name}.", e);
        }
    }

    // A child with another version of an assembly must not get the copy made for this process.
    static void SetVariablesOfChildren(string file)
    {
        if (!File.Exists(file))
            return;
        foreach (var line in UnnoticedFile.Read(file).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries))
        {
            var end = line.IndexOf('=', StringComparison.Ordinal);
            Environment.SetEnvironmentVariable(end < 0 ? line : line[..end], end < 0 ? null : line[(end + 1)..]);
        }
    }
}
