using System.Text.Json;
using MemoryProfiler.Sites.Tables;

namespace MemoryProfiler.Sites.Exports;

/// <summary>Reads what <see cref="SiteJson"/> wrote.</summary>
static class SiteJsonReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no such file, or a newer version's.</exception>
    public static SiteContent Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"The allocation sites \"{path}\" cannot be read: {e.Message} Give the path of a .json file that AllocationSnapshot.Save wrote.", e);
        }
        SiteJson.File.Check(text, path);
        try
        {
            using var document = JsonDocument.Parse(text);
            return Content(document.RootElement);
        }
        // Whatever is missing, of another kind, out of its range or no date.
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw SiteJson.File.Broken(path, "parts of it are missing or wrong", e);
        }
    }

    static SiteContent Content(JsonElement json)
    {
        AllocationFrame[] frames = [.. json.GetProperty("frames").EnumerateArray().Select(Frame)];
        AllocationPeak[] peaks = [.. json.GetProperty("peaks").EnumerateArray().Select(Peak)];
        var shown = json.GetProperty("peak") is { ValueKind: JsonValueKind.String } kind ? peaks.Single(peak => peak.Kind == Word<AllocationPeakKind>(kind)) : null;
        return new SiteContent(
            [.. json.GetProperty("sites").EnumerateArray().Select(site => Site(site, frames))],
            json.GetProperty("capturedAt").GetDateTimeOffset(),
            TimeSpan.FromSeconds(json.GetProperty("durationSeconds").GetDouble()),
            shown,
            // The sites of the others are not in the file.
            shown is null ? peaks : [shown, .. peaks.Where(peak => peak != shown)],
            [.. json.GetProperty("notes").EnumerateArray().Select(Text)])
        {
            Source = Text(json.GetProperty("source")),
            LostEvents = json.GetProperty("lostEvents").GetInt64(),
            IsCoarse = json.GetProperty("isCoarse").GetBoolean(),
        };
    }

    static AllocationFrame Frame(JsonElement json) => new(
        Text(json.GetProperty("method")), json.GetProperty("file").GetString(), json.GetProperty("line").GetInt32(), Word<AllocationFrameKind>(json.GetProperty("kind")));

    static AllocationPeak Peak(JsonElement json) => new(
        Word<AllocationPeakKind>(json.GetProperty("kind")), json.GetProperty("bytes").GetInt64(), json.GetProperty("objects").GetInt64(), TimeSpan.FromSeconds(json.GetProperty("atSeconds").GetDouble()));

    static AllocationSite Site(JsonElement json, AllocationFrame[] frames) => new()
    {
        Path = [.. json.GetProperty("path").EnumerateArray().Select(frame => frames[frame.GetInt32()])],
        Type = Text(json.GetProperty("type")),
        Samples = json.GetProperty("samples").GetInt64(),
        AllocatedBytes = json.GetProperty("allocatedBytes").GetInt64(),
        AllocatedObjects = json.GetProperty("allocatedObjects").GetInt64(),
        LiveBytes = Followed(json.GetProperty("liveBytes")),
        LiveObjects = Followed(json.GetProperty("liveObjects")),
        PeakBytes = Followed(json.GetProperty("peakBytes")),
        PeakObjects = Followed(json.GetProperty("peakObjects")),
    };

    static long Followed(JsonElement json) => json.ValueKind == JsonValueKind.Null ? 0 : json.GetInt64();

    static string Text(JsonElement json) => json.GetString() ?? throw new FormatException("A text is missing.");

    static T Word<T>(JsonElement json)
        where T : struct, Enum => Enum.Parse<T>(Text(json), ignoreCase: true);
}
