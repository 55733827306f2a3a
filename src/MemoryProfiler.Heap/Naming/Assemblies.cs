using System.Reflection;

namespace MemoryProfiler.Naming;

/// <summary>Whose types are: those of the platform, and all others.</summary>
static class Assemblies
{
    static readonly string[] _platform = ["System", "Microsoft", "mscorlib", "netstandard", "MemoryProfiler"];

    /// <summary>Whether a reader can change the type's source, as it is none of the platform's.</summary>
    public static bool IsUsers(Type type) => IsUsers(type.Assembly);

    /// <summary>The same for a whole assembly.</summary>
    public static bool IsUsers(Assembly assembly)
    {
        var name = assembly.GetName().Name ?? "";
        return !_platform.Any(prefix => name == prefix || (name.StartsWith(prefix, StringComparison.Ordinal) && name[prefix.Length] == '.' && !name.EndsWith("Tests", StringComparison.Ordinal)));
    }
}
