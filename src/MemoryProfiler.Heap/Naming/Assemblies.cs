using System.Reflection;

namespace MemoryProfiler.Naming;

/// <summary>Whose types are: those of the platform, and all others.</summary>
static class Assemblies
{
    static readonly string[] _platform = ["System", "Microsoft", "mscorlib", "netstandard", "MemoryProfiler"];

    /// <summary>Whether a reader can change the type's source, as it is none of the platform's.</summary>
    public static bool IsUsers(Type type) => IsUsers(type.Assembly);

    /// <summary>The same for a whole assembly.</summary>
    public static bool IsUsers(Assembly assembly) => IsUsers(assembly.GetName().Name ?? "");

    /// <summary>The same by the names of a type and, if that is known, of its assembly. A type without a namespace may be nested in any.</summary>
    public static bool IsUsers(string? assembly, string type) => IsUsers(assembly ?? (type.Split('<')[0].Contains('.') ? type : _platform[0]));

    /// <summary>The same by the beginning of a name alone.</summary>
    public static bool IsUsers(string name) =>
        !_platform.Any(prefix => name == prefix || (name.StartsWith(prefix, StringComparison.Ordinal) && name[prefix.Length] == '.' && !name.EndsWith("Tests", StringComparison.Ordinal)));
}
