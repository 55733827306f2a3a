using System.Reflection;
using System.Runtime.Loader;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>Loads one file for itself, so that a woven assembly and its twin of the same name can live in one process; what it refers to is shared.</summary>
sealed class SampleContext(string name) : AssemblyLoadContext(name)
{
    protected override Assembly? Load(AssemblyName assemblyName) => null;

    public static Assembly Load(string path) => new SampleContext(path).LoadFromAssemblyPath(path);
}
