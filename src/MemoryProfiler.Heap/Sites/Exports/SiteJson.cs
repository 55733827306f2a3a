using System.Text.Encodings.Web;
using System.Text.Json;
using MemoryProfiler.Reports.Presentation;
using MemoryProfiler.Sites.Tables;

namespace MemoryProfiler.Sites.Exports;

/// <summary>Every site as JSON with a format name and version, for other programs. Frames are listed once and named by their number.</summary>
static class SiteJson
{
    /// <summary>What such files say they are.</summary>
    public static readonly VersionedJson File = new("MemoryProfiler.Sites", 1, "a file of allocation sites", "allocation sites", "Expected a .json file that AllocationSnapshot.Save wrote.");

    static readonly JsonWriterOptions _options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    public static void Write(SiteContent sites, StreamWriter writer)
    {
        using var json = new Utf8JsonWriter(writer.BaseStream, _options);
        json.WriteStartObject();
        json.WriteString("format", File.Format);
        json.WriteNumber("version", File.Version);
        json.WriteString("source", sites.Source);
        json.WriteString("capturedAt", sites.CapturedAt);
        json.WriteNumber("durationSeconds", sites.Duration.TotalSeconds);
        json.WriteNumber("samples", sites.Samples);
        json.WriteNumber("lostEvents", sites.LostEvents);
        json.WriteBoolean("isCoarse", sites.IsCoarse);
        var all = new AllocationGroup("", sites.Sites);
        WriteBytes(json, all.AllocatedBytes, all.AllocatedObjects, all.LiveBytes, all.LiveObjects, all.PeakBytes, all.PeakObjects, sites.Peak is not null);
        WritePeaks(json, sites);
        json.WriteStartArray("notes");
        foreach (var note in sites.Notes)
            json.WriteStringValue(note);
        json.WriteEndArray();
        var frames = new Numbered<AllocationFrame>();
        foreach (var frame in sites.Sites.SelectMany(site => site.Path))
            frames.Number(frame);
        json.WriteStartArray("frames");
        foreach (var frame in frames.All)
            Write(json, frame);
        json.WriteEndArray();
        json.WriteStartArray("sites");
        foreach (var site in sites.Sites)
            Write(json, site, frames, sites.Peak is not null);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        writer.BaseStream.WriteByte((byte)'\n');
    }

    static void WritePeaks(Utf8JsonWriter json, SiteContent sites)
    {
        json.WriteString("peak", sites.Peak is { } shown ? Camel(shown.Kind.ToString()) : null);
        json.WriteStartArray("peaks");
        foreach (var peak in sites.Peaks)
        {
            json.WriteStartObject();
            json.WriteString("kind", Camel(peak.Kind.ToString()));
            json.WriteNumber("bytes", peak.Bytes);
            json.WriteNumber("objects", peak.Objects);
            json.WriteNumber("atSeconds", peak.At.TotalSeconds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, AllocationFrame frame)
    {
        json.WriteStartObject();
        json.WriteString("method", frame.Method);
        json.WriteString("file", frame.File);
        json.WriteNumber("line", frame.Line);
        json.WriteString("kind", Camel(frame.Kind.ToString()));
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, AllocationSite site, Numbered<AllocationFrame> frames, bool isFollowed)
    {
        json.WriteStartObject();
        json.WriteStartArray("path");
        foreach (var frame in site.Path)
            json.WriteNumberValue(frames.Number(frame));
        json.WriteEndArray();
        json.WriteString("type", site.Type);
        json.WriteNumber("samples", site.Samples);
        WriteBytes(json, site.AllocatedBytes, site.AllocatedObjects, site.LiveBytes, site.LiveObjects, site.PeakBytes, site.PeakObjects, isFollowed);
        json.WriteEndObject();
    }

    // What was not followed is not 0.
    static void WriteBytes(Utf8JsonWriter json, long allocatedBytes, long allocatedObjects, long liveBytes, long liveObjects, long peakBytes, long peakObjects, bool isFollowed)
    {
        json.WriteNumber("allocatedBytes", allocatedBytes);
        json.WriteNumber("allocatedObjects", allocatedObjects);
        foreach (var (name, number) in (ReadOnlySpan<(string, long)>)[("liveBytes", liveBytes), ("liveObjects", liveObjects), ("peakBytes", peakBytes), ("peakObjects", peakObjects)])
        {
            if (isFollowed)
                json.WriteNumber(name, number);
            else
                json.WriteNull(name);
        }
    }

    static string Camel(string word) => JsonNamingPolicy.CamelCase.ConvertName(word);
}
