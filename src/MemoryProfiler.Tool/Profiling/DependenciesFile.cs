using System.Text.Json;

namespace MemoryProfiler.Tool.Profiling;

/// <summary>
/// A file of additional dependencies, by which the host loads woven copies under the identity of the originals: an entry of a
/// higher version takes the place of the program's own. The copies need not lie in the program's folder.
/// </summary>
static class DependenciesFile
{
    const string Target = ".NETCoreApp,Version=v8.0";
    const string Highest = "65535.0.0.0";

    // One that no program has: what is beside its assemblies would be taken first.
    const string FolderInPackage = "mprof";

    // Paths begin at the program's folder, which may be that of a child; more steps up than there are folders end at the root.
    const int FewestSteps = 40;

    /// <summary>Writes one.</summary>
    /// <param name="path">Where.</param>
    /// <param name="assemblies">Whole paths of the assemblies that are to be loaded.</param>
    /// <param name="program">The whole path of the program's assembly, links followed.</param>
    /// <param name="store">
    /// A shared store's folder for the program's platform and version, into which they are copied; null to let the host find them
    /// where they are, which on Windows it cannot from another drive.
    /// </param>
    /// <returns>Where each is loaded from.</returns>
    public static IReadOnlyList<string> Write(string path, IReadOnlyList<string> assemblies, string program, string? store)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        var loaded = assemblies.Select(assembly => store is null ? assembly : Stored(assembly, store)).ToList();
        json.WriteStartObject();
        json.WriteStartObject("runtimeTarget");
        json.WriteString("name", Target);
        json.WriteEndObject();
        json.WriteStartObject("targets");
        json.WriteStartObject(Target);
        foreach (var assembly in loaded)
        {
            json.WriteStartObject(Package(assembly));
            // What is for a platform is looked for by its whole path, what is for all by its file's name in the program's folder.
            json.WriteStartObject("runtimeTargets");
            json.WriteStartObject(store is null ? FromFolder(program, assembly) : $"{FolderInPackage}/{Path.GetFileName(assembly)}");
            json.WriteString("rid", "any");
            json.WriteString("assetType", "runtime");
            json.WriteString("assemblyVersion", Highest);
            json.WriteString("fileVersion", Highest);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("libraries");
        foreach (var assembly in loaded)
        {
            json.WriteStartObject(Package(assembly));
            json.WriteString("type", "package");
            json.WriteBoolean("serviceable", false);
            json.WriteString("sha512", "");
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        return loaded;
    }

    static string Stored(string assembly, string store)
    {
        var folder = Path.Combine(store, Package(assembly), FolderInPackage);
        Directory.CreateDirectory(folder);
        foreach (var file in new[] { assembly, Path.ChangeExtension(assembly, ".pdb") }.Where(File.Exists))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return Path.Combine(folder, Path.GetFileName(assembly));
    }

    static string Package(string assembly) => $"mprof.{Path.GetFileNameWithoutExtension(assembly).ToLowerInvariant()}/1.0.0";

    static string FromFolder(string program, string assembly) =>
        string.Concat(Enumerable.Repeat("../", Math.Max(FewestSteps, program.Count(letter => letter is '/' or '\\')))) + Path.GetRelativePath("/", assembly).Replace('\\', '/');
}
