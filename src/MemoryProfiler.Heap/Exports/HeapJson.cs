using System.Text.Encodings.Web;
using System.Text.Json;
using MemoryProfiler.Snapshots;

namespace MemoryProfiler.Exports;

/// <summary>The types of a snapshot as JSON with a format name and version, for other programs.</summary>
static class HeapJson
{
    const string Format = "MemoryProfiler.Heap";
    const int Version = 1;

    static readonly JsonWriterOptions _options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    public static void Write(SnapshotContent heap, StreamWriter writer)
    {
        using var json = new Utf8JsonWriter(writer.BaseStream, _options);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("version", Version);
        json.WriteString("source", heap.Source);
        json.WriteString("capturedAt", heap.CapturedAt);
        var rows = TypeRows.Of(heap);
        json.WriteNumber("objects", rows.Sum(row => row.Count));
        json.WriteNumber("bytes", rows.Sum(row => row.Bytes));
        json.WriteStartArray("types");
        foreach (var row in rows)
            Write(json, row, isCompared: heap.Before is not null);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        writer.BaseStream.WriteByte((byte)'\n');
    }

    static void Write(Utf8JsonWriter json, TypeRow row, bool isCompared)
    {
        json.WriteStartObject();
        json.WriteString("name", row.Name);
        json.WriteString("assembly", row.Assembly);
        json.WriteNumber("objects", row.Count);
        json.WriteNumber("bytes", row.Bytes);
        json.WriteNumber("retainedBytes", row.RetainedBytes);
        if (isCompared)
        {
            json.WriteNumber("objectsBefore", row.CountBefore);
            json.WriteNumber("bytesBefore", row.BytesBefore);
        }
        json.WriteEndObject();
    }
}
