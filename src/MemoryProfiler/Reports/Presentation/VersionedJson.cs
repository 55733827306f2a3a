using System.Text.Json;

namespace MemoryProfiler.Reports.Presentation;

/// <summary>
/// Files of JSON that say in their head what they are (<c>format</c>) and how they are to be read (<c>version</c>). So a
/// newer version's file is named as such and not as broken.
/// </summary>
/// <param name="format">What they say they are.</param>
/// <param name="version">The newest version that is read, and the one that is written.</param>
/// <param name="kind">What such a file is called in a sentence, with its article.</param>
/// <param name="name">What the format is called in one.</param>
/// <param name="mend">A sentence on what to do about a file that is none.</param>
sealed class VersionedJson(string format, int version, string kind, string name, string mend)
{
    /// <summary>What such files say they are.</summary>
    public string Format => format;

    /// <summary>The version that is written.</summary>
    public int Version => version;

    /// <summary>Whether a file has no head at all, as files of before there was one.</summary>
    /// <exception cref="InvalidDataException">It is no JSON.</exception>
    public bool IsHeadless(string json, string path)
    {
        using var document = Parse(json, path);
        return document.RootElement.ValueKind == JsonValueKind.Object && FormatOf(document) is null;
    }

    /// <summary>Refuses what is no such file.</summary>
    /// <exception cref="InvalidDataException">It is no JSON, JSON of something else, or a newer version's.</exception>
    public void Check(string json, string path)
    {
        using var document = Parse(json, path);
        if (FormatOf(document) != format)
            throw Broken(path, "it is JSON of something else");
        if (document.RootElement.TryGetProperty("version", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var number) && number > version)
        {
            throw new InvalidDataException(
                $"\"{path}\" was written as version {number} of the {name} format, this MemoryProfiler reads up to version {version}; read it with a newer MemoryProfiler.");
        }
    }

    /// <summary>The refusal of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="why">What is wrong with it.</param>
    /// <param name="inner">What found that, if something did.</param>
    public InvalidDataException Broken(string path, string why, Exception? inner = null) =>
        new($"\"{path}\" is not {kind}: {why.TrimEnd('.')}. {mend}", inner);

    JsonDocument Parse(string json, string path)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw Broken(path, e.Message, e);
        }
    }

    static string? FormatOf(JsonDocument document) =>
        document.RootElement.ValueKind == JsonValueKind.Object
        && document.RootElement.TryGetProperty("format", out var given)
        && given.ValueKind == JsonValueKind.String
            ? given.GetString()
            : null;
}
