using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyModel;

namespace MemoryProfiler.Tool.Programs.Files;

/// <summary>A <c>deps.json</c>: what a program or a framework is made of, and where hosts find it.</summary>
static class DepsFile
{
    /// <summary>The managed assemblies of one, as far as they are there.</summary>
    /// <param name="path">The file. What it names stands in its folder, if nowhere else.</param>
    /// <param name="probing">Folders of packages.</param>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static IReadOnlyList<ListedAssembly> Read(string path, IReadOnlyList<string> probing) =>
    [
        .. from library in Context(path).RuntimeLibraries
           let assets = OfPlatform(library.RuntimeAssemblyGroups)
           where assets is not null
           from file in assets.RuntimeFiles
           let found = Find(Path.GetDirectoryName(path)!, probing, PackageOf(library), file.Path, InFolder(assets, file))
           where found is not null
           select new ListedAssembly(found, Parsed(file.AssemblyVersion), Parsed(file.FileVersion), OriginOf(library)),
    ];

    /// <summary>
    /// The files that one names and that are not there, as paths in a store of packages. A host that is given further lists refuses
    /// to start a program that lacks one, and lets it lack any otherwise.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="probing">Folders of packages.</param>
    public static IReadOnlyList<string> Missing(string path, IReadOnlyList<string> probing) =>
    [
        .. from library in Context(path).RuntimeLibraries
           let groups = new[] { OfPlatform(library.RuntimeAssemblyGroups), OfPlatform(library.NativeLibraryGroups) }
           let files = groups.OfType<RuntimeAssetGroup>().SelectMany(assets => assets.RuntimeFiles.Select(file => (file.Path, InFolder: InFolder(assets, file))))
               .Concat(library.ResourceAssemblies.Select(resource => (resource.Path, InFolder: $"{resource.Locale}/{Path.GetFileName(resource.Path)}")))
           from file in files
           where Find(Path.GetDirectoryName(path)!, probing, PackageOf(library), file.Path, file.InFolder) is null
           select $"{PackageOf(library)}/{file.Path}",
    ];

    static DependencyContext Context(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var reader = new DependencyContextJsonReader();
            return reader.Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or System.Text.Json.JsonException or InvalidOperationException)
        {
            throw new ToolException($"\"{path}\" cannot be read as a list of what the program depends on: {e.Message} Build the program again.", inner: e);
        }
    }

    // Of assets for several platforms, those of the nearest one.
    static RuntimeAssetGroup? OfPlatform(IReadOnlyList<RuntimeAssetGroup> groups) =>
        _platforms.Select(platform => groups.FirstOrDefault(group => group.Runtime == platform)).FirstOrDefault(group => group is not null)
            ?? groups.FirstOrDefault(group => string.IsNullOrEmpty(group.Runtime));

    // Where the list says so; without that, an asset of a platform at its whole path, and any other one directly in the program's folder.
    static string InFolder(RuntimeAssetGroup assets, RuntimeFile file) => file.LocalPath ?? (string.IsNullOrEmpty(assets.Runtime) ? Path.GetFileName(file.Path) : file.Path);

    static string PackageOf(RuntimeLibrary library) => library.Path ?? $"{library.Name.ToLowerInvariant()}/{library.Version.ToLowerInvariant()}";

    static string? Find(string folder, IReadOnlyList<string> probing, string package, string asset, string inFolder) =>
        probing.Select(root => Path.Combine(root, package, asset)).Prepend(inFolder)
            .Select(place => Path.GetFullPath(Path.Combine(folder, place))).FirstOrDefault(File.Exists);

    static AssemblyOrigin OriginOf(RuntimeLibrary library) => library.Type switch
    {
        "project" => AssemblyOrigin.Own,
        "runtimepack" => AssemblyOrigin.Framework,
        _ => AssemblyOrigin.Package,
    };

    static Version? Parsed(string? text) => Version.TryParse(text, out var version) ? version : null;

    static readonly string[] _platforms = Platforms();

    static string[] Platforms()
    {
        var own = RuntimeInformation.RuntimeIdentifier;
        var parts = own.Split('-');
        string[] names = [own, .. parts.Length > 2 ? (string[])[$"{parts[0]}-{parts[^1]}", $"{parts[0]}-{parts[1]}"] : [], parts[0]];
        return OperatingSystem.IsWindows() ? [.. names, "any"] : [.. names, $"unix-{parts[^1]}", "unix", "any"];
    }
}
