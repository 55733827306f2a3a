using MemoryProfiler.Tool.Programs.Files;

namespace MemoryProfiler.Tool.Programs.Starts;

/// <summary>
/// Lets a program that brings its runtime along start on an installed one of the same version: only there does the host read further
/// lists of dependencies. Of another version it would not do, as the host then takes assemblies from there and the runtime from here.
/// </summary>
static class FrameworkDependent
{
    /// <summary>The settings for such a start.</summary>
    /// <param name="main">The assembly the program begins with.</param>
    /// <param name="configuration">Its own settings.</param>
    /// <param name="scratch">A folder for files that the program needs while it runs.</param>
    /// <exception cref="ToolException">Its runtime was trimmed, so that what the profiler calls is not in it.</exception>
    public static RuntimeConfiguration Of(string main, RuntimeConfiguration configuration, string scratch)
    {
        var library = Path.Combine(Path.GetDirectoryName(main)!, "System.Private.CoreLib.dll");
        if (File.Exists(library) && !ManagedFile.HasMethod(library, "System", "GC", nameof(GC.GetAllocatedBytesForCurrentThread)))
            throw new ToolException($"\"{main}\" is trimmed: its runtime no longer has what counts bytes. Publish it without PublishTrimmed, or give the dll that the build leaves: dotnet {Path.GetFileName(main)}.");
        var path = Path.Combine(scratch, Path.GetFileName(configuration.Path));
        File.WriteAllText(path, configuration.FrameworkDependentText());
        return RuntimeConfiguration.Of(path) with { IsSelfContained = true };
    }
}
