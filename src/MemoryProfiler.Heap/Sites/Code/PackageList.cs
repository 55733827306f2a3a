using System.Text.Json;

namespace MemoryProfiler.Sites.Code;

/// <summary>Which assemblies of a folder are packages', by the list that a build leaves there.</summary>
static class PackageList
{
    /// <summary>The simple names of a folder's assemblies and whether each is a package's; null if nothing says so.</summary>
    public static IReadOnlyDictionary<string, bool>? Of(string folder)
    {
        try
        {
            var all = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
            foreach (var file in Directory.EnumerateFiles(folder, "*.deps.json"))
                Add(all, file);
            return all.Count > 0 ? all : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            return null;
        }
    }

    static void Add(Dictionary<string, bool> all, string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var libraries = document.RootElement.GetProperty("libraries");
        foreach (var target in document.RootElement.GetProperty("targets").EnumerateObject())
        {
            foreach (var library in target.Value.EnumerateObject())
            {
                if (!library.Value.TryGetProperty("runtime", out var assemblies) || !libraries.TryGetProperty(library.Name, out var said))
                    continue;
                var isPackage = said.GetProperty("type").GetString() != "project";
                foreach (var assembly in assemblies.EnumerateObject())
                    all[Path.GetFileNameWithoutExtension(assembly.Name)] = isPackage;
            }
        }
    }
}
