using Microsoft.Extensions.DependencyModel;

namespace MemoryProfiler.Tool.Programs.Files;

/// <summary>
/// What a program's list names and is nowhere. A host that is given additional lists refuses to start such a program, which it
/// does not otherwise.
/// </summary>
static class MissingAssets
{
    /// <summary>Paths below a shared store's folder for one platform and version where a host finds them.</summary>
    /// <param name="depsFile">The list.</param>
    /// <param name="probing">Folders of packages.</param>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static IReadOnlyList<string> InStore(string depsFile, IReadOnlyList<string> probing)
    {
        var folder = Path.GetDirectoryName(depsFile)!;
        return
        [
            .. from library in DepsFile.Context(depsFile).RuntimeLibraries
               from asset in Assets(library)
               where DepsFile.Find(folder, probing, library, asset.Path, asset.IsInPlace) is null
               select Path.Combine(DepsFile.FolderOf(library), asset.Path.Replace('/', Path.DirectorySeparatorChar)),
        ];
    }

    static IEnumerable<(string Path, bool IsInPlace)> Assets(RuntimeLibrary library) =>
    [
        .. from @group in library.RuntimeAssemblyGroups.Concat(library.NativeLibraryGroups)
           from file in @group.RuntimeFiles
           select (file.Path, !string.IsNullOrEmpty(@group.Runtime)),
        .. library.ResourceAssemblies.Select(resource => (resource.Path, true)),
    ];
}
