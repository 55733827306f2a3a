using System.Runtime.InteropServices;

namespace QuickStart;

/// <summary>Finds real input on every machine with an SDK: the XML documentation in its reference pack.</summary>
static class DocumentationFolder
{
    /// <summary>A folder that holds XML files.</summary>
    /// <param name="chosen">The folder asked for; null for that of the SDK.</param>
    /// <param name="problem">One sentence on why there is none, or null.</param>
    public static string? Find(string? chosen, out string? problem)
    {
        var folder = chosen ?? DotnetRoots().SelectMany(ReferencePacks).FirstOrDefault(HasXml);
        if (folder is not null && HasXml(folder))
        {
            problem = null;
            return folder;
        }
        problem = chosen is null
            ? "No XML documentation was found in packs/Microsoft.NETCore.App.Ref of the .NET SDK; give a folder of .xml documentation files as the argument."
            : $"\"{chosen}\" is not a folder with .xml files; give a folder of XML documentation, or no argument for that of the .NET SDK.";
        return null;
    }

    static IEnumerable<string> DotnetRoots()
    {
        // <root>/shared/Microsoft.NETCore.App/<version>/
        yield return Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
            yield return root;
    }

    /// <summary>The folders <c>ref/&lt;framework&gt;</c> of the installed reference packs, newest version first.</summary>
    static IEnumerable<string> ReferencePacks(string root) =>
        Folders(Path.Combine(root, "packs", "Microsoft.NETCore.App.Ref"))
            .OrderByDescending(pack => Version.TryParse(Path.GetFileName(pack).Split('-')[0], out var version) ? version : null)
            .SelectMany(pack => Folders(Path.Combine(pack, "ref")));

    static string[] Folders(string parent) =>
        Directory.Exists(parent) ? Directory.GetDirectories(parent) : [];

    static bool HasXml(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.xml").Any();
}
