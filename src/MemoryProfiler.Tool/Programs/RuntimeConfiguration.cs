using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemoryProfiler.Tool.Programs;

/// <summary>What a program's <c>runtimeconfig.json</c> says of the runtime it wants.</summary>
/// <param name="Path">The file.</param>
/// <param name="Target">What it is built for, such as <c>net10.0</c>, which hosts take for a folder of a store of packages; null if it does not say.</param>
/// <param name="Frameworks">The shared frameworks it asks for, or those that it brings along.</param>
/// <param name="IsSelfContained">It brings its runtime along.</param>
/// <param name="RollForward">How far it may go to another version; null if it leaves that to the host.</param>
/// <param name="ProbingPaths">Folders of packages, from it and from the file for development beside it.</param>
sealed record RuntimeConfiguration(
    string Path, string? Target, IReadOnlyList<FrameworkReference> Frameworks, bool IsSelfContained, string? RollForward, IReadOnlyList<string> ProbingPaths)
{
    /// <summary>The framework that all others stand on.</summary>
    public const string BaseFramework = "Microsoft.NETCore.App";

    const string OneVersion = "Disable";

    static readonly JsonDocumentOptions _comments = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The major version of .NET that it asks for; null if it names none.</summary>
    public int? Major =>
        Frameworks.Select(framework => framework.Version.Split('.')[0]).Select(text => int.TryParse(text, out var major) ? major : (int?)null).FirstOrDefault();

    /// <summary>Reads it.</summary>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static RuntimeConfiguration Of(string path)
    {
        var options = OptionsOf(path);
        var included = References(options?["includedFrameworks"]);
        var development = System.IO.Path.ChangeExtension(path, ".dev.json");
        return new RuntimeConfiguration(
            path,
            (string?)options?["tfm"],
            included.Count > 0 ? included : [.. Reference(options?["framework"]), .. References(options?["frameworks"])],
            included.Count > 0,
            (string?)options?["rollForward"],
            [.. Probing(options), .. File.Exists(development) ? Probing(OptionsOf(development)) : []]);
    }

    /// <summary>The same file for a program that brings no runtime along, and takes no other version than that.</summary>
    public string FrameworkDependentText() =>
        Changed(options =>
        {
            options["frameworks"] = options["includedFrameworks"]!.DeepClone();
            options.Remove("includedFrameworks");
            options["rollForward"] = OneVersion;
        });

    /// <summary>The same file with what a command line says instead.</summary>
    /// <param name="rollForward">How far to go to another version; null as it is.</param>
    /// <param name="version">The only version of the first framework; null as it is.</param>
    public string TextWith(string? rollForward, string? version) =>
        Changed(options =>
        {
            if ((version is null ? rollForward : OneVersion) is { } how)
                options["rollForward"] = how;
            if (version is not null && (options["framework"] ?? options["frameworks"]?[0]) is JsonObject framework)
                framework["version"] = version;
        });

    string Changed(Action<JsonObject> change)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path), documentOptions: _comments)!.AsObject();
        change(root["runtimeOptions"]!.AsObject());
        return root.ToJsonString();
    }

    static JsonObject? OptionsOf(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path), documentOptions: _comments)?["runtimeOptions"] as JsonObject;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new ToolException($"\"{path}\" cannot be read as the program's settings: {e.Message} Build the program again.", inner: e);
        }
    }

    static List<FrameworkReference> References(JsonNode? list) => list is JsonArray array ? [.. array.SelectMany(Reference)] : [];

    static FrameworkReference[] Reference(JsonNode? framework) =>
        framework is JsonObject && (string?)framework["name"] is { } name && (string?)framework["version"] is { } version ? [new(name, version)] : [];

    static IEnumerable<string> Probing(JsonObject? options) =>
        options?["additionalProbingPaths"] switch
        {
            JsonArray array => array.Select(path => (string?)path).OfType<string>(),
            JsonValue value when value.TryGetValue<string>(out var path) => [path],
            _ => [],
        };
}
