using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MemoryProfiler.TestSupport;

/// <summary>The <c>dotnet</c> that starts programs of their own.</summary>
public static class DotnetHost
{
    /// <summary>The folder of its installation: that of the running framework.</summary>
    public static string Root { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>That of the build that runs the tests; without one, the one beside the running framework.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? BesideFramework() ?? "dotnet";

    /// <summary>What starts it, with nothing of how the tests themselves are profiled.</summary>
    /// <param name="arguments">Its arguments; the first is an assembly or a command.</param>
    /// <param name="environment">Variables it gets.</param>
    public static ProcessStartInfo Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MEMORYPROFILER", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    static string? BesideFramework()
    {
        var host = System.IO.Path.Combine(Root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(host) ? host : null;
    }
}
