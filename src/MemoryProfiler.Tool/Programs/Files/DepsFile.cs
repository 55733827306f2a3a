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
    public static IReadOnlyList<ListedAssembly> Read(string path, IReadOnlyList<string> probing)
    {
        var folder = Path.GetDirectoryName(path)!;
        return
        [
            .. from library in Context(path).RuntimeLibraries
               let assets = Assets(library)
               where assets is not null
               from file in assets.RuntimeFiles
               let found = Find(folder, probing, library, file.Path, isOfPlatform: !string.IsNullOrEmpty(assets.Runtime))
               where found is not null
               select new ListedAssembly(found, Parsed(file.AssemblyVersion), Parsed(file.FileVersion), OriginOf(library)),
        ];
    }

    /// <summary>All that one says.</summary>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static DependencyContext Context(string path)
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
    static RuntimeAssetGroup? Assets(RuntimeLibrary library)
    {
        var groups = library.RuntimeAssemblyGroups;
        return _platforms.Select(platform => groups.FirstOrDefault(group => group.Runtime == platform)).FirstOrDefault(group => group is not null)
            ?? groups.FirstOrDefault(group => string.IsNullOrEmpty(group.Runtime));
    }

    /// <summary>The folder of a library below one of packages.</summary>
    public static string FolderOf(RuntimeLibrary library) => library.Path ?? Path.Combine(library.Name.ToLowerInvariant(), library.Version.ToLowerInvariant());

    /// <summary>The file of an asset; null if it is nowhere.</summary>
    /// <param name="folder">The program's folder.</param>
    /// <param name="probing">Folders of packages.</param>
    /// <param name="library">Whose it is.</param>
    /// <param name="asset">Its path in the list.</param>
    /// <param name="isOfPlatform">Whether it stands where the list says; any other one stands directly in the program's folder.</param>
    public static string? Find(string folder, IReadOnlyList<string> probing, RuntimeLibrary library, string asset, bool isOfPlatform)
    {
        var whole = asset.Replace('/', Path.DirectorySeparatorChar);
        string[] places = [isOfPlatform ? whole : Path.GetFileName(whole), .. probing.Select(root => Path.Combine(root, FolderOf(library), whole))];
        return places.Select(place => Path.Combine(folder, place)).FirstOrDefault(File.Exists);
    }

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
