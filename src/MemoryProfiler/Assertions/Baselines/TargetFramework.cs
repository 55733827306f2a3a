using System.Reflection;
using System.Runtime.Versioning;

namespace MemoryProfiler.Assertions.Baselines;

/// <summary>The frameworks that assemblies are built for.</summary>
static class TargetFramework
{
    const string Core = ".NETCoreApp,Version=v";

    /// <summary>An assembly's, as a project file names it (<c>net10.0</c>); that of the runtime if the assembly does not say.</summary>
    public static string Of(Assembly assembly) =>
        assembly.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName is { } name && name.StartsWith(Core, StringComparison.Ordinal)
            ? "net" + name[Core.Length..]
            : $"net{Environment.Version.Major}.{Environment.Version.Minor}";
}
