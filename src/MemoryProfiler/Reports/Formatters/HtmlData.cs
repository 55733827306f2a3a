using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>What the page of <see cref="HtmlFormatter"/> is about, as small JSON; <c>Html/report.js</c> reads it.</summary>
static class HtmlData
{
    const int Running = 1;
    const int Optimised = 2;

    // Escapes <, > and & in every range: the JSON stands inside a script element.
    static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static byte[] Write(ProfileReport report) => Write(report, report);

    /// <summary>Writes the data.</summary>
    /// <param name="shown">What the page lists.</param>
    /// <param name="whole">The same with the methods that it leaves out.</param>
    public static byte[] Write(ProfileReport shown, ProfileReport whole)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, _options);
        json.WriteStartObject();
        json.WriteString("captured", whole.CapturedAt.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture));
        json.WriteString("runtime", whole.Runtime);
        json.WriteString("metric", whole.Metric == MemoryMetric.None ? null : whole.Metric.Words());
        if (whole.AreBytesEstimated)
            json.WriteBoolean("estimated", true);
        json.WriteNumber("allocated", whole.Methods.Sum(method => method.SelfAllocatedBytes));
        json.WriteStartObject("cost");
        json.WriteNumber("probes", whole.Cost.ProbeCount);
        json.WriteNumber("ns", whole.Cost.NanosecondsPerProbe);
        json.WriteNumber("bytes", whole.Cost.LedgerBytes);
        json.WriteString("clock", whole.Cost.Clock == AllocationClockKind.Direct ? "direct" : "GC");
        json.WriteEndObject();
        if (whole.Peak is { } peak)
            Write(json, peak);
        json.WriteStartArray("notes");
        foreach (var note in whole.Notes)
            json.WriteStringValue(note);
        var left = whole.Methods.Count - shown.Methods.Count;
        if (left > 0)
            json.WriteStringValue(LeftOut(left, whole.Methods.Sum(method => method.SelfAllocatedBytes) - shown.Methods.Sum(method => method.SelfAllocatedBytes)));
        json.WriteEndArray();
        json.WriteStartArray("methods");
        foreach (var method in shown.Methods)
            Write(json, method);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    static void Write(Utf8JsonWriter json, PeakProfile peak)
    {
        json.WriteStartObject("peak");
        json.WriteString("title", PeakLines.Title(peak));
        json.WriteStartArray("rows");
        foreach (var (held, place, method) in PeakLines.Rows(peak))
        {
            json.WriteStartArray();
            json.WriteStringValue(held);
            json.WriteStringValue(place);
            json.WriteStringValue(method);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static string LeftOut(int methods, long bytes) => string.Create(CultureInfo.InvariantCulture,
        $"{methods:N0} methods with less than 0.01 % of the largest, {ByteSize.Format(bytes)} without profiled callees, are left out of this page; the report as .txt or .json has them.");

    static void Write(Utf8JsonWriter json, MethodProfile method)
    {
        json.WriteStartObject();
        json.WriteString("n", method.FullName);
        json.WriteString("f", method.File);
        if (method.BodyToken is null)
            json.WriteNumber("l", method.FirstLine);
        else
            json.WriteString("l", LinePlaces.First(method));
        json.WriteNumber("c", method.Calls);
        json.WriteNumber("a", method.AllocatedBytes);
        json.WriteNumber("s", method.SelfAllocatedBytes);
        if (method.WorkingSetIncrementBytes is { } increment)
            json.WriteNumber("w", increment);
        json.WriteNumber("mn", method.MinAllocatedBytes);
        json.WriteNumber("mx", method.MaxAllocatedBytes);
        json.WriteStartArray("lines");
        foreach (var line in method.Lines)
            Write(json, method, line);
        json.WriteEndArray();
        WriteOtherFiles(json, method);
        json.WriteEndObject();
    }

    // How many of the last lines stand in which other file.
    static void WriteOtherFiles(Utf8JsonWriter json, MethodProfile method)
    {
        var files = LinesOfFile.Of(method).Where(file => file.File is not null).ToList();
        if (files.Count == 0)
            return;
        json.WriteStartArray("o");
        foreach (var (file, lines) in files)
        {
            json.WriteStartArray();
            json.WriteStringValue(file);
            json.WriteNumberValue(lines.Count);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    // Rows are most of a page: names of members would double it, and so would what most rows do not have.
    static void Write(Utf8JsonWriter json, MethodProfile method, LineProfile line)
    {
        json.WriteStartArray();
        if (method.BodyToken is null)
            json.WriteNumberValue(line.LineNumber);
        else
            json.WriteStringValue(LinePlaces.Of(method, line));
        json.WriteStringValue(line.Text);
        if (line.Occurrences != 0 || line.AllocatedBytes != 0)
        {
            json.WriteNumberValue(line.Occurrences);
            json.WriteNumberValue(line.AllocatedBytes);
            json.WriteNumberValue(line.SelfAllocatedBytes);
            var flags = (line.IsExact || line.MaxExcessBytes > 0 ? 0 : Running) | (TieredLine.Is(line) ? Optimised : 0);
            double?[] rest = [line.WorkingSetBytes, line.WorkingSetIncrementBytes, flags, line.MaxExcessBytes, line.FirstVisitBytes, line.LaterBytesPerVisit];
            var used = Array.FindLastIndex(rest, value => value is not (null or 0)) + 1;
            var hasTypes = line.Types is { Count: > 0 };
            foreach (var value in rest.AsSpan(0, IsKnown(line) || hasTypes ? rest.Length : used))
            {
                if (value is { } number)
                    json.WriteNumberValue(number);
                else
                    json.WriteNullValue();
            }
            if (hasTypes)
                WriteTypes(json, line.Types!);
        }
        json.WriteEndArray();
    }

    static void WriteTypes(Utf8JsonWriter json, IReadOnlyList<AllocatedType> types)
    {
        json.WriteStartArray();
        foreach (var type in types)
        {
            json.WriteStartArray();
            json.WriteStringValue(type.Name);
            json.WriteNumberValue(type.Bytes);
            json.WriteNumberValue(type.MinBytes);
            json.WriteNumberValue(type.MaxBytes);
            json.WriteNumberValue(type.Samples);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    // 0 bytes at a visit are a figure.
    static bool IsKnown(LineProfile line) => line.FirstVisitBytes is not null && line.LaterBytesPerVisit is not null;
}
