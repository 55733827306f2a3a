using System.Reflection;
using System.Runtime.Loader;

namespace MemoryProfiler.Endings;

/// <summary>This program once more, with a profiler of its own, as a plug-in that is unloaded.</summary>
static class Unloading
{
    public static int Run(string report)
    {
        // Too late for the profiler of the program itself.
        Environment.SetEnvironmentVariable("MEMORYPROFILER_REPORT", report);
        var context = new PlugIn();
        var work = context.LoadFromAssemblyPath(typeof(Unloading).Assembly.Location).GetType(typeof(Work).FullName!)!;
        work.GetMethod(nameof(Work.End), BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null);
        context.Unload();
        return File.Exists(report) ? 8 : 1;
    }

    sealed class PlugIn() : AssemblyLoadContext("plug-in", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name == "MemoryProfiler" ? LoadFromAssemblyPath(typeof(ProfileAttribute).Assembly.Location) : null;
    }
}
