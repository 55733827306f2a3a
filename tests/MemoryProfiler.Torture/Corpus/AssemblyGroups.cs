using System.Runtime.InteropServices;

namespace MemoryProfiler.Torture.Corpus;

/// <summary>Finds the assemblies to weave: packages, shared frameworks, the SDK; each build of an assembly once.</summary>
static class AssemblyGroups
{
    static readonly string[] _notPackages = ["MemoryProfiler", "Mono.Cecil", "FodyHelpers"];

    /// <summary>The folder of the running framework.</summary>
    public static string Framework { get; } = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());

    /// <summary>The folder of the newest SDK beside the running framework.</summary>
    public static string Sdk { get; } = Directory
        .GetDirectories(Path.GetFullPath(Path.Combine(Framework, "..", "..", "..", "sdk")))
        .OrderByDescending(folder => Version.TryParse(Path.GetFileName(folder).Split('-')[0], out var version) ? version : new Version())
        .First();

    /// <summary>All there is.</summary>
    public static List<AssemblyGroup> All()
    {
        var seen = new HashSet<Guid>();
        return [.. Packages(seen), .. Frameworks(seen), .. SdkFolders(seen)];
    }

    /// <summary>What runs with every build: the packages, and a part of the framework.</summary>
    public static List<AssemblyGroup> Slice()
    {
        var seen = new HashSet<Guid>();
        string[] framework = ["System.Linq.Expressions.dll", "System.Collections.dll", "System.Text.Json.dll", "System.Net.Http.dll", "System.Threading.Channels.dll"];
        var part = framework.Select(file => Path.Combine(Framework, file)).ToArray();
        return [.. Packages(seen), new AssemblyGroup("shared frameworks", Framework, part)];
    }

    /// <summary>Groups of whatever a user names: folders and files.</summary>
    public static List<AssemblyGroup> Of(IEnumerable<string> paths)
    {
        var seen = new HashSet<Guid>();
        return [.. paths.Select(Path.GetFullPath).SelectMany(path => Directory.Exists(path)
            ? Folders(path).Select(folder => Group(Path.GetFileName(path), folder, seen))
            : [new AssemblyGroup(Path.GetFileName(path), Path.GetDirectoryName(path)!, [path])]).Where(group => group.Files.Count > 0)];
    }

    static IEnumerable<AssemblyGroup> Packages(HashSet<Guid> seen)
    {
        var own = Group("packages", Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory), seen);
        yield return own with { Files = [.. own.Files.Where(file => !_notPackages.Any(Path.GetFileName(file)!.StartsWith))] };
    }

    static IEnumerable<AssemblyGroup> Frameworks(HashSet<Guid> seen)
    {
        var shared = Path.GetFullPath(Path.Combine(Framework, "..", ".."));
        return Folders(shared).Select(folder => Group("shared frameworks", folder, seen)).Where(group => group.Files.Count > 0);
    }

    static IEnumerable<AssemblyGroup> SdkFolders(HashSet<Guid> seen) =>
        Folders(Sdk).Select(folder => Group(SdkPart(folder), folder, seen)).Where(group => group.Files.Count > 0);

    static string SdkPart(string folder)
    {
        var first = Path.GetRelativePath(Sdk, folder).Split(Path.DirectorySeparatorChar)[0];
        return first switch
        {
            "." => "SDK: command line, MSBuild, NuGet",
            "FSharp" => "SDK: F# compiler",
            "Roslyn" => "SDK: C# and VB compilers",
            "DotnetTools" => "SDK: bundled tools",
            _ => "SDK: targets, analyzers, test hosts",
        };
    }

    static IEnumerable<string> Folders(string root) =>
        Directory.GetDirectories(root, "*", SearchOption.AllDirectories).Prepend(root).Order(StringComparer.Ordinal);

    static AssemblyGroup Group(string name, string folder, HashSet<Guid> seen)
    {
        var files = Directory.GetFiles(folder, "*.dll").Where(file => !file.EndsWith(".resources.dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return new AssemblyGroup(name, folder, [.. files.Where(file =>
            ManagedFile.Read(file) is { BodyCount: > 0, IsReference: false } managed && seen.Add(managed.Mvid))]);
    }
}
