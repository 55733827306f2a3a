using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using MemoryProfiler.Snapshots;

namespace MemoryProfiler.Exports;

/// <summary>What <see cref="HeapPage"/> is about, as small JSON; <c>Html/heap.js</c> reads it.</summary>
static class HeapPageData
{
    const string Note =
        "Bytes: the objects themselves. Retained: what would be free without all objects of the type, so that a container and its content both count the content. "
        + "Alive: what was left after everything was collected. A solid arrow is the only way in, a dashed one has others beside it.";

    // Escapes <, > and & in every range: the JSON stands inside a script element.
    static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The data.</summary>
    public static byte[] Of(SnapshotContent heap)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, _options);
        // That which would free most comes first.
        var rows = TypeRows.Of(heap).OrderByDescending(row => row.RetainedBytes).ToArray();
        var places = rows.Select((row, place) => (row.Index, place)).Where(row => row.Index >= 0).ToDictionary(row => row.Index, row => row.place);
        json.WriteStartObject();
        json.WriteString("title", $"Heap of {heap.Source}");
        json.WriteString("sub", string.Create(CultureInfo.InvariantCulture, $"{heap.CapturedAt:yyyy-MM-dd HH:mm:ss} · after a full collection"));
        json.WriteString("note", Note);
        json.WriteBoolean("compared", heap.Before is not null);
        WriteStrip(json, rows, heap.Before is not null);
        json.WriteStartArray("types");
        foreach (var row in rows)
            Write(json, row, isUsers: row.Index >= 0 && heap.Parts.Types[row.Index].IsUsers);
        json.WriteEndArray();
        json.WriteNumber("selected", Selected(heap, rows));
        json.WritePropertyName("map");
        Write(json, HeapMap.Of(heap), places);
        json.WriteStartObject("paths");
        foreach (var (row, ways) in HeapPagePaths.Of(heap, rows))
            HeapPagePaths.Write(json, places[row.Index].ToString(CultureInfo.InvariantCulture), row, ways);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    // Of the program's own types that which grew most, or else that which would free most.
    static int Selected(SnapshotContent heap, TypeRow[] rows)
    {
        var own = rows.Where(row => row.Index >= 0 && heap.Parts.Types[row.Index].IsUsers).ToArray();
        var grown = heap.Before is null ? null : own.Where(row => row.Bytes > row.BytesBefore).MaxBy(row => row.Bytes - row.BytesBefore);
        return own.Length == 0 ? 0 : Array.IndexOf(rows, grown ?? own[0]);
    }

    static void WriteStrip(Utf8JsonWriter json, TypeRow[] rows, bool isCompared)
    {
        var (count, bytes) = (rows.Sum(row => row.Count), rows.Sum(row => row.Bytes));
        var (countBefore, bytesBefore) = (rows.Sum(row => row.CountBefore), rows.Sum(row => row.BytesBefore));
        json.WriteStartArray("strip");
        Cell("Alive", ByteSize.Format(bytes), isCompared ? $"before: {ByteSize.Format(bytesBefore)}, {Signed(bytes - bytesBefore, ByteSize.Format)}" : "");
        Cell("Objects", Number(count), isCompared ? $"before: {Number(countBefore)}, {Signed(count - countBefore, Number)}" : "");
        Cell("Types", Number(rows.Count(row => row.Count > 0)), isCompared ? $"{Number(rows.Count(row => row.Bytes > row.BytesBefore))} grew" : "");
        if (isCompared && rows.MaxBy(row => row.Bytes - row.BytesBefore) is { } most && most.Bytes > most.BytesBefore)
            Cell("Grew most", most.ShortName, $"{Signed(most.Count - most.CountBefore, Number)} objects, {Signed(most.Bytes - most.BytesBefore, ByteSize.Format)}");
        json.WriteEndArray();

        void Cell(string name, string value, string note)
        {
            json.WriteStartArray();
            json.WriteStringValue(name);
            json.WriteStringValue(value);
            json.WriteStringValue(note);
            json.WriteEndArray();
        }
    }

    static void Write(Utf8JsonWriter json, TypeRow row, bool isUsers)
    {
        json.WriteStartArray();
        json.WriteStringValue(row.ShortName);
        json.WriteNumberValue(row.Count);
        json.WriteNumberValue(row.Bytes);
        json.WriteNumberValue(row.RetainedBytes);
        json.WriteNumberValue(row.Count - row.CountBefore);
        json.WriteNumberValue(row.Bytes - row.BytesBefore);
        json.WriteStringValue(row.Name);
        json.WriteNumberValue(isUsers ? 0 : 1);
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, MapBox box, Dictionary<int, int> places)
    {
        json.WriteStartObject();
        json.WriteString("n", box.Name);
        json.WriteNumber("v", box.Bytes);
        json.WriteNumber("q", box.Count);
        json.WriteNumber("t", box.Type < 0 ? -1 : places[box.Type]);
        if (box.Inside.Count > 0)
        {
            json.WriteStartArray("c");
            foreach (var inner in box.Inside)
                Write(json, inner, places);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static string Signed(long change, Func<long, string> text) => (change > 0 ? "+" : "") + text(change);
}
