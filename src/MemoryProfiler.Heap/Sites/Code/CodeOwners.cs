using MemoryProfiler.Naming;

namespace MemoryProfiler.Sites.Code;

/// <summary>Whose code the methods of an assembly are. Not safe for several threads.</summary>
sealed class CodeOwners
{
    static readonly string[] _profilers = ["MemoryProfiler", "MemoryProfiler.Heap", "Microsoft.Diagnostics.NETCore.Client"];

    readonly Dictionary<string, IReadOnlyDictionary<string, bool>?> _packages = [];

    /// <summary>Whether a module is the profiler's own.</summary>
    public static bool IsProfilers(string? path) => path is not null && _profilers.Contains(Name(path));

    /// <summary>Whether a module is one of .NET's own, or the profiler's.</summary>
    public static bool IsRuntimes(string path) => Name(path) is var name && !Assemblies.IsUsers(name) && !IsNamedAlike(name);

    /// <summary>Whose code it is.</summary>
    /// <param name="path">The module's path; null if it is not known.</param>
    /// <param name="type">The type's name, by which code is judged that has no module.</param>
    /// <param name="hasSymbols">Whether the assembly has symbols.</param>
    public AllocationFrameKind Of(string? path, string type, bool hasSymbols)
    {
        if (path is null)
            return Assemblies.IsUsers(type) ? AllocationFrameKind.Library : AllocationFrameKind.Runtime;
        var name = Name(path);
        if (IsRuntimes(path))
            return AllocationFrameKind.Runtime;
        var isLibrary = Packages(Path.GetDirectoryName(path) ?? "") is { } packages && packages.TryGetValue(name, out var isPackage) ? isPackage : !hasSymbols;
        return isLibrary ? AllocationFrameKind.Library : AllocationFrameKind.Own;
    }

    // The profiler's own assemblies are few; others may be called after them.
    static bool IsNamedAlike(string name) => name.StartsWith(_profilers[0] + ".", StringComparison.Ordinal) && !_profilers.Contains(name);

    static string Name(string path) => Path.GetFileNameWithoutExtension(path);

    IReadOnlyDictionary<string, bool>? Packages(string folder)
    {
        if (!_packages.TryGetValue(folder, out var known))
            _packages[folder] = known = PackageList.Of(folder);
        return known;
    }
}
