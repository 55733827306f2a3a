using System.Runtime.InteropServices;

namespace MemoryProfiler.Benchmarks.Harness;

/// <summary>The dotnet command that belongs to the running framework, and the SDK beside it.</summary>
static class DotnetHost
{
    static readonly string _root = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>The command's path.</summary>
    public static string Path { get; } = System.IO.Path.Combine(_root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    /// <summary>The folder of the newest SDK, or null where there is none.</summary>
    public static string? Sdk { get; } = Sdks()
        .OrderByDescending(folder => Version.TryParse(System.IO.Path.GetFileName(folder).Split('-')[0], out var version) ? version : new Version())
        .FirstOrDefault();

    static string[] Sdks()
    {
        var folder = System.IO.Path.Combine(_root, "sdk");
        return Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
    }
}
