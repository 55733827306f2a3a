using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Tool.Plotting.Pages;

/// <summary>What the page of <see cref="TimelinePage"/> is about, as small JSON; <c>Html/timeline.js</c> reads it.</summary>
static class TimelineData
{
    const double TimeStep = 0.0001;
    static readonly long[] _byteSteps = [4096, 1024, 1];

    // Escapes <, > and & in every range: the JSON stands inside a script element.
    static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes the data.</summary>
    /// <param name="picture">What is shown.</param>
    /// <param name="columns">To how many columns curves are thinned.</param>
    /// <param name="shortest">Spans that are shorter are left out.</param>
    public static byte[] Write(PlotPicture picture, int columns, TimeSpan shortest)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, _options);
        var spans = picture.Spans.Where(span => span.Duration >= shortest).ToList();
        var names = SpanNames.Of(picture.Spans);
        // Names are numbered in the order of their time, which is that of their colours.
        var numbers = names.Index().ToDictionary(name => name.Item.Name, name => name.Index, StringComparer.Ordinal);
        json.WriteStartObject();
        json.WriteString("title", picture.Title);
        json.WriteString("sub", picture.Subtitle);
        WriteTexts(json, "names", names.Select(name => name.Name));
        WriteTexts(json, "short", names.Select(name => name.Short));
        json.WriteStartArray("order");
        foreach (var number in Enumerable.Range(0, names.Count))
            json.WriteNumberValue(number);
        json.WriteEndArray();
        json.WriteStartArray("runs");
        foreach (var run in picture.Runs)
            Write(json, run, picture.IsOverlay, spans, numbers, columns);
        json.WriteEndArray();
        if (!picture.IsOverlay)
            Write(json, picture.Trend(picture.First));
        if (picture.Window is { } window)
        {
            json.WriteStartArray("view");
            json.WriteNumberValue(window.From.TotalSeconds);
            json.WriteNumberValue(window.To.TotalSeconds);
            json.WriteEndArray();
        }
        json.WriteString("note", Note(picture, picture.Spans.Count - spans.Count, shortest));
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    static void Write(Utf8JsonWriter json, PlotRun run, bool isOverlay, List<RecordedSpan> spans, Dictionary<string, int> numbers, int columns)
    {
        json.WriteStartObject();
        json.WriteString("name", isOverlay ? run.Name : SeriesName(run.Main));
        json.WriteNumber("gap", run.Gap.TotalSeconds);
        Write(json, run.Main, columns);
        if (!isOverlay)
        {
            WriteCurves(json, "more", run.Others, series => series.Metric.Words(), columns);
            WriteCurves(json, "kids", run.Children, series => series.Name.Length > 0 ? $"{series.Name} {series.ProcessId}" : $"child {series.ProcessId}", columns);
            json.WriteStartArray("gc");
            foreach (var collection in run.Recording.Collections)
                Write(json, collection);
            json.WriteEndArray();
            json.WriteStartArray("spans");
            foreach (var (span, lane) in SpanLanes.Of(spans))
                Write(json, span, lane, numbers[span.Name]);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    static string SeriesName(MemorySeries series) => series.IsSum ? "sum" : series.Metric == MemoryMetric.WorkingSet ? "resident" : series.Metric.Words();

    static void WriteCurves(Utf8JsonWriter json, string name, IEnumerable<MemorySeries> curves, Func<MemorySeries, string> nameOf, int columns)
    {
        json.WriteStartArray(name);
        foreach (var curve in curves)
        {
            json.WriteStartObject();
            json.WriteString("name", nameOf(curve));
            Write(json, curve, columns);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, MemorySeries series, int columns)
    {
        var samples = Thinning.To(series.Samples, columns);
        var step = Array.Find(_byteSteps, step => samples.All(sample => sample.Bytes % step == 0));
        Write(json, "t", TimeStep, samples.Select(sample => (long)Math.Round(sample.Time.TotalSeconds / TimeStep)));
        Write(json, "v", step, samples.Select(sample => sample.Bytes / step));
    }

    // Differences of neighbours are short numbers.
    static void Write(Utf8JsonWriter json, string name, double step, IEnumerable<long> values)
    {
        json.WriteStartObject(name);
        json.WriteNumber("step", step);
        json.WriteStartArray("d");
        var previous = 0L;
        foreach (var value in values)
        {
            json.WriteNumberValue(value - previous);
            previous = value;
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, RecordedCollection collection)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Rounded(collection.Time));
        json.WriteNumberValue(Math.Clamp(collection.Generation, 0, 2));
        if (collection.Pause is { } pause)
            json.WriteNumberValue(pause.TotalSeconds);
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, RecordedSpan span, int lane, int name)
    {
        json.WriteStartArray();
        json.WriteNumberValue(name);
        json.WriteNumberValue(Rounded(span.Start));
        json.WriteNumberValue(Rounded(span.End));
        WriteBytes(json, span.StartBytes);
        WriteBytes(json, span.EndBytes);
        json.WriteNumberValue(lane);
        if (span.AllocatedBytes is not null)
            WriteBytes(json, span.AllocatedBytes);
        json.WriteEndArray();
    }

    static void WriteBytes(Utf8JsonWriter json, long? bytes)
    {
        if (bytes is { } number)
            json.WriteNumberValue(number);
        else
            json.WriteNullValue();
    }

    static double Rounded(TimeSpan time) => Math.Round(time.TotalSeconds, 5);

    static void Write(Utf8JsonWriter json, Trend trend)
    {
        json.WriteStartObject("verdict");
        json.WriteString("kind", trend.Kind.ToString().ToLowerInvariant());
        json.WriteString("head", trend.Verdict);
        json.WriteString("why", trend.Reason);
        if (trend.Line is var (from, to))
        {
            json.WriteStartArray("line");
            json.WriteNumberValue(from.Time.TotalSeconds);
            json.WriteNumberValue(from.Bytes);
            json.WriteNumberValue(to.Time.TotalSeconds);
            json.WriteNumberValue(to.Bytes);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    static string Note(PlotPicture picture, int leftOut, TimeSpan shortest)
    {
        List<string> sentences = [];
        if (!picture.IsOverlay)
            sentences.Add("The verdict is that of the low points: the lowest sample of each twentieth of the time after its first quarter; the slope is the median over all pairs of them.");
        if (picture.Spans.Count > 0)
            sentences.Add("A span's number is the change of resident memory from its start to its end.");
        if (leftOut > 0)
            sentences.Add(FormattableString.Invariant($"{leftOut:N0} spans shorter than {TimeText.Of(shortest)} are left out."));
        sentences.Add("A line is broken where samples are missing.");
        sentences.AddRange(picture.Runs.SelectMany(run => run.Recording.Notes));
        return string.Join(' ', sentences);
    }
}
