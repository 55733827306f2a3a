using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemoryProfiler.Tool.Programs.Starts;

/// <summary>A command that is a .NET tool: one of the SDK's own, of a folder's manifest, or installed for the user.</summary>
static class ToolStart
{
    /// <summary>The tool of <c>dotnet X</c>; null if there is none of that name.</summary>
    public static ProgramToProfile? Of(DotnetWords command)
    {
        var name = $"dotnet-{command.Words[0]}";
        var ofSdk = Path.Combine(command.Installation.Sdk(command.Folder), "DotnetTools", name);
        if (Directory.Exists(ofSdk) && Directory.EnumerateFiles(ofSdk, $"{name}.dll", SearchOption.AllDirectories).FirstOrDefault() is { } assembly)
            return HostedProgram.StartedBy(command, assembly);
        string[] arguments = [.. command.Words.Skip(1)];
        if ((OfManifest(command, command.Words[0], arguments, isAnyRuntime: false) ?? OfManifest(command, name, arguments, isAnyRuntime: false)) is { } local)
            return local;
        var user = Path.Combine(command.Home, ".dotnet", "tools", OperatingSystem.IsWindows() ? $"{name}.exe" : name);
        return (Executable.OnPath(name) ?? (File.Exists(user) ? user : null)) is { } tool ? OwnExecutable.Of(tool, [tool, .. arguments], command.Scratch) : null;
    }

    /// <summary>The tool of <c>dotnet tool run X</c>; null if the command does something else with tools.</summary>
    /// <exception cref="ToolException">There is no such tool, or it is not installed.</exception>
    public static ProgramToProfile? OfToolCommand(DotnetWords command)
    {
        const string AnyRuntime = "--allow-roll-forward";
        var words = command.Words;
        if (words.Count > 1 && words[1] is "exec")
            throw new ToolException("\"dotnet tool exec\" starts a tool that is not installed: install it by dotnet tool install, and give its command.");
        if (words.Count < 3 || words[1] is not "run")
            return null;
        var rest = words.Skip(2).ToList();
        var isAnyRuntime = rest.Remove(AnyRuntime);
        var arguments = rest.Skip(1).ToList();
        if (arguments is ["--", ..])
            arguments.RemoveAt(0);
        return OfManifest(command, rest[0], arguments, isAnyRuntime)
            ?? throw new ToolException($"No manifest of tools here or above has a command \"{rest[0]}\": install its package by dotnet tool install, or correct the name.");
    }

    static ProgramToProfile? OfManifest(DotnetWords command, string name, IEnumerable<string> arguments, bool isAnyRuntime)
    {
        foreach (var manifest in Manifests(command.Folder))
        {
            foreach (var (package, tool) in manifest["tools"]?.AsObject() ?? [])
            {
                if (tool?["commands"] is not JsonArray commands || !commands.Any(one => (string?)one == name))
                    continue;
                var assembly = Installed(command.Home, package, (string?)tool["version"] ?? "", name);
                string[] rolling = isAnyRuntime || (bool?)tool["rollForward"] == true ? ["--roll-forward", "Major"] : [];
                return Executable.IsAssembly(assembly)
                    ? DotnetCommand.Of(command with { Words = [.. rolling, assembly, .. arguments] })
                    : OwnExecutable.Of(assembly, [assembly, .. arguments], command.Scratch);
            }
            if ((bool?)manifest["isRoot"] == true)
                break;
        }
        return null;
    }

    static IEnumerable<JsonNode> Manifests(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            foreach (var path in new[] { Path.Combine(folder.FullName, ".config", "dotnet-tools.json"), Path.Combine(folder.FullName, "dotnet-tools.json") }.Where(File.Exists))
                yield return Parsed(path);
        }
    }

    // The SDK's own notes on where it has unpacked which tool.
    static string Installed(string home, string package, string version, string name)
    {
        var notes = Path.Combine(home, ".dotnet", "toolResolverCache", "1", package.ToLowerInvariant());
        var found = !File.Exists(notes) ? null : Parsed(notes).AsArray()
            .Where(note => (string?)note?["Version"] == version && (string?)note["Name"] == name)
            .Select(note => (string?)note!["PathToExecutable"])
            .LastOrDefault(File.Exists);
        return found ?? throw new ToolException($"The tool \"{name}\" of {package} {version} is not installed yet: run dotnet tool restore.");
    }

    static JsonNode Parsed(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"\"{path}\" cannot be read: {e.Message} Correct it, or run dotnet tool restore.", inner: e);
        }
    }
}
