using System.Reflection;
using System.Runtime.Loader;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>Loads one file with an optimised runtime of its own: that of a debug build is not inlined anywhere.</summary>
sealed class OptimizedContext(string name) : AssemblyLoadContext(name)
{
    static readonly string _runtime = typeof(OptimizedContext).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "OptimizedRuntime").Value!;

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == "MemoryProfiler" ? LoadFromAssemblyPath(Path.GetFullPath(_runtime)) : null;

    public static Assembly Load(string path) => new OptimizedContext(path).LoadFromAssemblyPath(path);
}
