using System.Text.Encodings.Web;
using System.Text.Json;
using MemoryProfiler.Sites.Tables;

namespace MemoryProfiler.Sites.Exports;

/// <summary>
/// Allocation sites for speedscope: a profile for each figure. A sample is a whole path with its type at the end, and its weight
/// is the figure.
/// </summary>
static class SpeedscopeFile
{
    const string Schema = "https://www.speedscope.app/file-format-schema.json";

    static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    public static void Write(SiteContent sites, StreamWriter writer)
    {
        var frames = new Numbered<AllocationFrame>();
        int[][] paths = [.. sites.Sites.Select(site => site.Path.Append(SiteFrames.OfType(site)).Select(frames.Number).ToArray())];
        using var json = new Utf8JsonWriter(writer.BaseStream, _options);
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("exporter", "MemoryProfiler");
        json.WriteString("name", $"{sites.Source}, {SiteWords.Precision(sites)}");
        json.WriteNumber("activeProfileIndex", 0);
        json.WriteStartObject("shared");
        json.WriteStartArray("frames");
        foreach (var frame in frames.All)
            Write(json, frame);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("profiles");
        foreach (var figure in SiteFigure.Of(sites))
            Write(json, figure, sites.Sites, paths);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, AllocationFrame frame)
    {
        json.WriteStartObject();
        json.WriteString("name", frame.Method);
        if (frame.File is { } file)
            json.WriteString("file", file);
        if (frame.Line > 0)
            json.WriteNumber("line", frame.Line);
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, SiteFigure figure, IReadOnlyList<AllocationSite> sites, int[][] paths)
    {
        int[] shown = [.. Enumerable.Range(0, sites.Count).Where(site => figure.Value(sites[site]) > 0)];
        json.WriteStartObject();
        json.WriteString("type", "sampled");
        json.WriteString("name", figure.Name);
        json.WriteString("unit", figure.IsBytes ? "bytes" : "none");
        json.WriteNumber("startValue", 0);
        json.WriteNumber("endValue", shown.Sum(site => figure.Value(sites[site])));
        json.WriteStartArray("samples");
        foreach (var site in shown)
        {
            json.WriteStartArray();
            foreach (var frame in paths[site])
                json.WriteNumberValue(frame);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteStartArray("weights");
        foreach (var site in shown)
            json.WriteNumberValue(figure.Value(sites[site]));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
