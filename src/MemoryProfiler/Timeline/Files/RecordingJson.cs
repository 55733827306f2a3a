using System.Text.Json;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Timeline.Files;

/// <summary>A recording as JSON with a format name and version: all metrics, spans and collections.</summary>
static class RecordingJson
{
    static readonly VersionedJson _file = new("MemoryProfiler.Recording", 1, "a MemoryProfiler recording", "recording", "Expected a .json file that MemoryRecording.Save wrote.");

    public static void Write(MemoryRecording recording, TextWriter writer)
    {
        var document = new RecordingDocument
        {
            Format = _file.Format,
            Version = _file.Version,
            Command = recording.Command,
            Start = recording.Start,
            Interval = Seconds(recording.Interval),
            Duration = Seconds(recording.Duration),
            Baseline = recording.Baseline,
            Series = [.. recording.Series.Select(Of)],
            Spans = [.. recording.Spans.Select(Of)],
            Collections = [.. recording.Collections.Select(Of)],
            Notes = [.. recording.Notes],
        };
        writer.Write(JsonSerializer.Serialize(document, RecordingJsonContext.Default.RecordingDocument));
        writer.Write('\n');
    }

    /// <exception cref="InvalidDataException">The text is no such recording, or a newer version's.</exception>
    public static MemoryRecording Read(string json, string path)
    {
        _file.Check(json, path);
        try
        {
            var document = JsonSerializer.Deserialize(json, RecordingJsonContext.Default.RecordingDocument);
            return IsComplete(document) ? Of(document!) : throw _file.Broken(path, "parts of the recording are missing");
        }
        catch (Exception e) when (e is JsonException or OverflowException)
        {
            throw _file.Broken(path, e.Message, e);
        }
    }

    // A JSON null passes for a required member.
    static bool IsComplete(RecordingDocument? document) =>
        document is { Command: not null, Series: [_, ..], Spans: not null, Collections: not null, Notes: not null }
        && document.Series.All(series => series is { Name: not null, Seconds: not null, Bytes: not null } && series.Seconds.Length == series.Bytes.Length)
        && document.Spans.All(span => span is { Name: not null })
        && document.Collections.All(collection => collection is not null)
        && document.Notes.All(note => note is not null);

    static MemoryRecording Of(RecordingDocument document) => new()
    {
        Command = document.Command,
        Start = document.Start,
        Interval = Time(document.Interval),
        Duration = Time(document.Duration),
        Baseline = document.Baseline,
        Series = [.. document.Series.Select(Of)],
        Spans = [.. document.Spans.Select(Of)],
        Collections = [.. document.Collections.Select(Of)],
        Notes = document.Notes,
    };

    static SeriesDocument Of(MemorySeries series) => new()
    {
        ProcessId = series.ProcessId,
        Name = series.Name,
        Metric = series.Metric,
        IsSum = series.IsSum,
        Seconds = [.. series.Samples.Select(sample => Seconds(sample.Time))],
        Bytes = [.. series.Samples.Select(sample => sample.Bytes)],
    };

    static MemorySeries Of(SeriesDocument series) => new()
    {
        ProcessId = series.ProcessId,
        Name = series.Name,
        Metric = series.Metric,
        IsSum = series.IsSum,
        Samples = [.. series.Seconds.Zip(series.Bytes, (seconds, bytes) => new MemorySample(Time(seconds), bytes))],
    };

    static SpanDocument Of(RecordedSpan span) => new()
    {
        Name = span.Name,
        Start = Seconds(span.Start),
        End = Seconds(span.End),
        StartBytes = span.StartBytes,
        EndBytes = span.EndBytes,
        AllocatedBytes = span.AllocatedBytes,
        Depth = span.Depth,
        ProcessId = span.ProcessId,
        ThreadId = span.ThreadId,
    };

    static RecordedSpan Of(SpanDocument span) => new()
    {
        Name = span.Name,
        Start = Time(span.Start),
        End = Time(span.End),
        StartBytes = span.StartBytes,
        EndBytes = span.EndBytes,
        AllocatedBytes = span.AllocatedBytes,
        Depth = span.Depth,
        ProcessId = span.ProcessId,
        ThreadId = span.ThreadId,
    };

    static CollectionDocument Of(RecordedCollection collection) => new()
    {
        Time = Seconds(collection.Time),
        Generation = collection.Generation,
        Pause = collection.Pause is { } pause ? Seconds(pause) : null,
        ProcessId = collection.ProcessId,
    };

    static RecordedCollection Of(CollectionDocument collection) =>
        new(Time(collection.Time), collection.Generation, collection.Pause is { } pause ? Time(pause) : null, collection.ProcessId);

    static decimal Seconds(TimeSpan time) => time.Ticks / (decimal)TimeSpan.TicksPerSecond;

    static TimeSpan Time(decimal seconds) => new((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
}
