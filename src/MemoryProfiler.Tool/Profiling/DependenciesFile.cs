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

    // Paths begin at the program's folder; more steps up than there are folders end at the root.
    const int StepsToRoot = 40;

    /// <summary>Writes one.</summary>
    /// <param name="path">Where.</param>
    /// <param name="assemblies">Whole paths of the assemblies that are to be loaded.</param>
    public static void Write(string path, IEnumerable<string> assemblies)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        string[] all = [.. assemblies];
        json.WriteStartObject();
        json.WriteStartObject("runtimeTarget");
        json.WriteString("name", Target);
        json.WriteEndObject();
        json.WriteStartObject("targets");
        json.WriteStartObject(Target);
        foreach (var assembly in all)
        {
            json.WriteStartObject(Package(assembly));
            // What is for a platform is looked for by its whole path, what is for all by its file's name in the program's folder.
            json.WriteStartObject("runtimeTargets");
            json.WriteStartObject(FromAnyFolder(assembly));
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
        foreach (var assembly in all)
        {
            json.WriteStartObject(Package(assembly));
            json.WriteString("type", "package");
            json.WriteBoolean("serviceable", false);
            json.WriteString("sha512", "");
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static string Package(string assembly) => $"mprof.{Path.GetFileNameWithoutExtension(assembly)}/1.0.0";

    static string FromAnyFolder(string assembly) =>
        string.Concat(Enumerable.Repeat("../", StepsToRoot)) + Path.GetRelativePath("/", assembly).Replace('\\', '/');
}
