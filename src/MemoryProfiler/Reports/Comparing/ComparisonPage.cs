using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Reports.Comparing;

/// <summary>A comparison as one page that loads nothing; <c>Html/diff.js</c> reads its data.</summary>
static class ComparisonPage
{
    static readonly HtmlPage _page = new("diff.html", typeof(ComparisonPage).Assembly);

    // Escapes <, > and & in every range: the JSON stands inside a script element.
    static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes the page.</summary>
    public static void Write(ReportComparison comparison, TextWriter writer) => _page.Write(PageData.Of(Data(comparison)), writer);

    static byte[] Data(ReportComparison comparison)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, _options);
        json.WriteStartObject();
        json.WriteString("runtime", comparison.After.Runtime);
        json.WriteNumber("before", comparison.BeforeBytes);
        json.WriteNumber("after", comparison.AfterBytes);
        json.WriteString("changed", ComparisonFigures.Changed(comparison));
        json.WriteStartArray("methods");
        var titles = ComparisonTable.Titles(comparison);
        foreach (var method in comparison.Methods)
        {
            json.WriteStartObject();
            json.WriteString("name", titles[method.After ?? method.Before!]);
            json.WriteString("place", ComparisonFigures.Location(method));
            json.WriteString("figures", ComparisonFigures.Method(method));
            json.WriteNumber("change", method.ChangeBytes);
            json.WriteStartArray("lines");
            foreach (var line in method.Lines)
                Write(json, method, line, comparison);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    static void Write(Utf8JsonWriter json, MethodComparison method, LineComparison line, ReportComparison comparison)
    {
        json.WriteStartArray();
        json.WriteStringValue(ComparisonFigures.Number(method, line));
        json.WriteStringValue(ComparisonFigures.Bytes(line.Before, comparison.Before.AreBytesEstimated));
        json.WriteStringValue(ComparisonFigures.Bytes(line.After, comparison.After.AreBytesEstimated));
        json.WriteNumberValue(line.ChangeBytes);
        json.WriteStringValue(ComparisonFigures.Occurrences(line));
        json.WriteStartArray();
        foreach (var source in ComparisonFigures.Source(line))
            json.WriteStringValue(source);
        json.WriteEndArray();
        json.WriteEndArray();
    }
}
