using System.Reflection;
using System.Runtime.Loader;

namespace MemoryProfiler.Torture.Preparing;

/// <summary>Loads assemblies from folders, the first that has one; what none of them has comes from the host.</summary>
sealed class WovenContext(params string[] folders) : AssemblyLoadContext("woven")
{
    // CoreLib exists once; the profiler's runtime is the host's, as its ledgers are read there.
    static readonly string[] _shared = ["System.Private.CoreLib", "MemoryProfiler"];

    protected override Assembly? Load(AssemblyName name)
    {
        if (_shared.Contains(name.Name))
            return null;
        var path = folders.Select(folder => Path.Combine(folder, name.Name + ".dll")).FirstOrDefault(File.Exists);
        return path is null ? null : LoadFromAssemblyPath(path);
    }
}
