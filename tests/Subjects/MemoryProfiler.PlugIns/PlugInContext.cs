using System.Reflection;
using System.Runtime.Loader;

namespace MemoryProfiler.PlugIns;

/// <summary>A plug-in's context as hosts have them: what is in the plug-in's folder is its own.</summary>
/// <param name="path">The plug-in.</param>
/// <param name="isShared">Whether the profiler is the host's, in place of the plug-in's own.</param>
sealed class PlugInContext(string path, bool isShared) : AssemblyLoadContext("plug-in", isCollectible: true)
{
    readonly AssemblyDependencyResolver _files = new(path);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        isShared && assemblyName.Name == "MemoryProfiler" ? null
            : _files.ResolveAssemblyToPath(assemblyName) is { } file ? LoadFromAssemblyPath(file) : null;
}
