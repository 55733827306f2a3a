using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Flames;

/// <summary>A flame graph as one page that loads nothing; <c>Html/flame.js</c> reads the data and draws it.</summary>
static class FlamePage
{
    static readonly HtmlPage _page = new("flame.html", typeof(FlamePage).Assembly);

    // Escapes <, > and & in every range: the JSON stands inside a script element.
    static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes the page.</summary>
    public static void Write(FlameGraph graph, TextWriter writer) => _page.Write(PageData.Of(Data(graph)), writer);

    static byte[] Data(FlameGraph graph)
    {
        // The page turns the paths over by itself.
        var tree = FlameTree.Of([.. graph.Columns, .. graph.Baseline ?? []]);
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, _options);
        json.WriteStartObject();
        json.WriteString("title", graph.Title);
        json.WriteString("sub", graph.Subtitle);
        json.WriteString("warning", graph.Warning);
        json.WriteString("note", Note(graph, tree));
        json.WriteStartObject("start");
        json.WriteNumber("metric", graph.Shown);
        json.WriteBoolean("turned", graph.IsTurned);
        json.WriteBoolean("compared", graph.Baseline is not null);
        json.WriteEndObject();
        json.WriteStartArray("metrics");
        foreach (var column in graph.Columns)
            json.WriteStringValue(column.Name);
        json.WriteEndArray();
        WriteFrames(json, tree.Frames);
        Write(json, "p", tree.Nodes.Select(node => (long)node.Parent));
        Write(json, "f", tree.Nodes.Select(node => (long)node.Frame));
        WriteColumns(json, "v", tree, 0, graph.Columns.Count);
        if (graph.Baseline is { } baseline)
            WriteColumns(json, "b", tree, graph.Columns.Count, baseline.Count);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    static string Note(FlameGraph graph, FlameTree tree) => tree.Smaller == 0 ? graph.Note
        : FormattableString.Invariant($"{graph.Note} The graph would have more than {FlameTree.MostNodes:N0} boxes: the {tree.Smaller:N0} smallest ends of paths are in boxes named (smaller).");

    static void WriteFrames(Utf8JsonWriter json, FlameFrames frames)
    {
        json.WriteStartArray("frames");
        for (var place = 0; place < frames.Count; place++)
        {
            var frame = frames[place];
            var (start, length) = FlameName.Shown(frame.Name, frame.Kind).GetOffsetAndLength(frame.Name.Length);
            json.WriteStartArray();
            json.WriteStringValue(frame.Name);
            json.WriteNumberValue((int)frame.Kind);
            json.WriteNumberValue(start);
            json.WriteNumberValue(start + length);
            json.WriteStringValue(frame.File);
            json.WriteNumberValue(frame.Line);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    static void WriteColumns(Utf8JsonWriter json, string name, FlameTree tree, int first, int count)
    {
        json.WriteStartArray(name);
        for (var column = first; column < first + count; column++)
            Write(json, null, tree.Own(column));
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, string? name, IEnumerable<long> numbers)
    {
        if (name is not null)
            json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
