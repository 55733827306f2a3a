using System.Text.Encodings.Web;
using System.Text.Json;
using MemoryProfiler.Sites.Tables;

namespace MemoryProfiler.Sites.Exports;

/// <summary>
/// Allocation sites as a processed profile of the Firefox Profiler, in one version of that format; the Profiler brings older ones
/// up to date. Allocations and what became of them are balanced, so that it can tell what is retained. The memory track
/// has the start, each collection, the peak and the end.
/// </summary>
static class FirefoxProfile
{
    const int ProcessedVersion = 70;
    const int GeckoVersion = 36;
    const string ProcessId = "1";

    // What is at the very end is not in the range that is shown: it ends one interval later.
    const int Interval = 1;

    static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly (string Name, string Color)[] _categories = [("Other", "grey"), ("Your code", "blue"), ("Libraries", "green"), ("Runtime", "yellow")];

    /// <summary>Writes it.</summary>
    public static void Write(SiteContent sites, StreamWriter writer)
    {
        var tables = new FirefoxTables();
        int[] stacks = [.. sites.Sites.Select(tables.Stack)];
        var lives = SiteLives.Of(sites);
        using var json = new Utf8JsonWriter(writer.BaseStream, _options);
        json.WriteStartObject();
        WriteMeta(json, sites);
        json.WriteStartArray("libs");
        json.WriteEndArray();
        json.WriteStartArray("counters");
        if (sites.Peak is { } peak)
            WriteMemory(json, sites, peak);
        json.WriteEndArray();
        tables.Write(json);
        json.WriteStartArray("threads");
        WriteThread(json, sites, lives, stacks);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteMeta(Utf8JsonWriter json, SiteContent sites)
    {
        json.WriteStartObject("meta");
        json.WriteNumber("interval", Interval);
        json.WriteNumber("startTime", (sites.CapturedAt - sites.Duration).ToUnixTimeMilliseconds());
        json.WriteNumber("profilingStartTime", 0);
        json.WriteNumber("profilingEndTime", Milliseconds(sites.Duration) + Interval);
        json.WriteNumber("processType", 0);
        json.WriteString("product", sites.Source);
        json.WriteString("importedFrom", "MemoryProfiler");
        json.WriteNumber("stackwalk", 1);
        json.WriteNumber("version", GeckoVersion);
        json.WriteNumber("preprocessedProfileVersion", ProcessedVersion);
        json.WriteBoolean("symbolicated", true);
        json.WriteBoolean("symbolicationNotSupported", true);
        json.WriteBoolean("usesOnlyOneStackType", true);
        json.WriteBoolean("sourceCodeIsNotOnSearchfox", true);
        json.WriteString("misc", SiteWords.Precision(sites));
        json.WriteStartArray("markerSchema");
        json.WriteEndArray();
        json.WriteStartArray("categories");
        foreach (var (name, color) in _categories)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("color", color);
            json.WriteStartArray("subcategories");
            json.WriteStringValue("Other");
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteMemory(Utf8JsonWriter json, SiteContent sites, AllocationPeak peak)
    {
        json.WriteStartObject();
        json.WriteString("name", "live bytes");
        json.WriteString("category", "Memory");
        json.WriteString("description", "What is alive of what was allocated since the start, an estimate");
        json.WriteString("pid", ProcessId);
        json.WriteNumber("mainThreadIndex", 0);
        var moments = Moments(sites, peak);
        json.WriteStartObject("samples");
        Numbers(json, "time", moments.Select(moment => Milliseconds(moment.At)));
        // Each is what was added since the one before.
        Numbers(json, "count", moments.Select((moment, i) => (double)(moment.Bytes - (i > 0 ? moments[i - 1].Bytes : 0))));
        json.WriteNumber("length", moments.Count);
        json.WriteEndObject();
        json.WriteStartObject("display");
        json.WriteString("graphType", "line-accumulated");
        json.WriteString("unit", "bytes");
        json.WriteString("color", "orange");
        json.WriteNull("markerSchemaLocation");
        json.WriteNumber("sortWeight", 20);
        json.WriteString("label", "Memory");
        json.WriteStartArray("tooltipRows");
        WriteTooltip(json, "accumulated", "live bytes");
        WriteTooltip(json, "count-range", "their range in the graph");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static List<(TimeSpan At, long Bytes)> Moments(SiteContent sites, AllocationPeak peak) =>
    [
        (TimeSpan.Zero, 0),
        .. sites.Moments.Where(moment => moment.At != peak.At && moment.At < sites.Duration).Append((peak.At, sites.Sites.Sum(site => site.PeakBytes))).OrderBy(moment => moment.Item1),
        (sites.Duration, sites.Sites.Sum(site => site.LiveBytes)),
    ];

    static void WriteTooltip(Utf8JsonWriter json, string source, string label)
    {
        json.WriteStartObject();
        json.WriteString("type", "value");
        json.WriteString("source", source);
        json.WriteStartObject("format");
        json.WriteString("unit", "bytes");
        json.WriteEndObject();
        json.WriteString("label", label);
        json.WriteEndObject();
    }

    static void WriteThread(Utf8JsonWriter json, SiteContent sites, IReadOnlyList<SiteLives> lives, int[] stacks)
    {
        json.WriteStartObject();
        json.WriteString("processType", "default");
        json.WriteString("processName", sites.Source);
        json.WriteString("name", "Allocations of all threads");
        json.WriteNumber("processStartupTime", 0);
        json.WriteNull("processShutdownTime");
        json.WriteNumber("registerTime", 0);
        json.WriteNull("unregisterTime");
        json.WriteBoolean("isMainThread", true);
        json.WriteString("pid", ProcessId);
        json.WriteNumber("tid", 1);
        json.WriteStartArray("pausedRanges");
        json.WriteEndArray();
        WriteRows(json, "samples", [.. lives.Select((life, i) => (life.From, life.Bytes, life.Site, Life: i))], stacks, hasAddresses: false);
        // At one moment all is allocated before anything is gone.
        WriteRows(json, "nativeAllocations",
            [.. lives.Select((life, i) => (At: life.From, life.Bytes, life.Site, Life: i))
                .Concat(lives.Select((life, i) => (At: life.To ?? TimeSpan.MaxValue, Bytes: -life.Bytes, life.Site, Life: i)).Where(row => row.At != TimeSpan.MaxValue))
                .OrderBy(row => row.At)],
            stacks, hasAddresses: true);
        json.WriteStartObject("markers");
        foreach (var column in (ReadOnlySpan<string>)["data", "name", "startTime", "endTime", "phase", "category"])
            Numbers(json, column, []);
        json.WriteNumber("length", 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteRows(Utf8JsonWriter json, string name, (TimeSpan At, long Bytes, int Site, int Life)[] rows, int[] stacks, bool hasAddresses)
    {
        json.WriteStartObject(name);
        Numbers(json, "time", rows.Select(row => Milliseconds(row.At)));
        Numbers(json, "stack", rows.Select(row => (double)stacks[row.Site]));
        Numbers(json, "weight", rows.Select(row => (double)row.Bytes));
        json.WriteString("weightType", "bytes");
        if (hasAddresses)
        {
            Numbers(json, "memoryAddress", rows.Select(row => row.Life + 1.0));
            Numbers(json, "threadId", rows.Select(_ => 1.0));
        }
        json.WriteNumber("length", rows.Length);
        json.WriteEndObject();
    }

    static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
