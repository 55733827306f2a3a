using System.Globalization;
using System.Text.Json;
using MemoryProfiler.Timeline.Files;
using MemoryProfiler.Timeline.Kept;
using MemoryProfiler.Timeline.Spans;

namespace MemoryProfiler.Timeline.SpanFiles;

/// <summary>Reads what processes wrote to files of spans, as far as it can be read. What is wrong with them becomes a note.</summary>
static class SpanFileReader
{
    /// <summary>Reads a file; null if it is none.</summary>
    /// <param name="path">The file, which may be growing.</param>
    /// <param name="samples">How many samples of the heap are kept.</param>
    /// <param name="most">How many spans are kept, and how many collections.</param>
    /// <param name="notes">Takes a sentence on what cannot be read.</param>
    public static SpanFileContents? Read(string path, int samples, int most, List<string> notes)
    {
        try
        {
            using var text = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return Read(text, path, samples, most, notes);
        }
        catch (Exception e) when (RecordingFile.IsOfFiles(e))
        {
            notes.Add($"The spans of \"{path}\" cannot be read: {e.Message}");
            return null;
        }
    }

    static SpanFileContents? Read(StreamReader text, string path, int samples, int most, List<string> notes)
    {
        SpanFileContents? contents = null;
        var number = 0;
        var firstBad = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            try
            {
                using var json = JsonDocument.Parse(line);
                if (contents is not null)
                    Take(contents, json.RootElement);
                else if (Head(json.RootElement, path, samples, most) is { } head)
                    contents = head;
                else
                    break;
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or IndexOutOfRangeException or ArgumentException)
            {
                // A process that was killed leaves its last line as it is.
                if (firstBad == 0 && !text.EndOfStream)
                    firstBad = number;
            }
        }
        if (contents is null)
            notes.Add($"\"{path}\" has no spans that this MemoryProfiler can read.");
        else if (firstBad > 0)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Line {firstBad} of \"{path}\" is not understood; what could be read is used."));
        return contents;
    }

    static SpanFileContents? Head(JsonElement head, string path, int samples, int most) =>
        head.GetProperty("format").GetString() != SpanLine.Format || head.GetProperty("version").GetInt32() > SpanLine.Version
            ? null
            : new SpanFileContents(path, head.GetProperty("process").GetInt32(), head.GetProperty("name").GetString() ?? "", head.GetProperty("start").GetDateTimeOffset())
            {
                Heap = new SeriesBuilder(samples),
                Committed = new SeriesBuilder(samples),
                Spans = new KeptMost<RecordedSpan>(most, span => span.Duration.Ticks),
                Collections = new KeptMost<RecordedCollection>(most, CollectionFeed.Weight),
            };

    static void Take(SpanFileContents contents, JsonElement line)
    {
        switch (line[0].GetString())
        {
            case SpanLine.Span:
                contents.Spans.Add(Span(line, contents.ProcessId));
                break;
            case SpanLine.Heap:
                contents.Heap.Add(new MemorySample(Time(line[1]), line[2].GetInt64()));
                if (line[3].GetInt64() is > 0 and var committed)
                    contents.Committed.Add(new MemorySample(Time(line[1]), committed));
                break;
            case SpanLine.Collection:
                contents.Collections.Add(new RecordedCollection(Time(line[1]), line[2].GetInt32(), Number(line[3]) is { } pause ? new TimeSpan(pause) : null, contents.ProcessId));
                break;
            case SpanLine.LeftOut:
                contents.LeftOut = line[1].GetInt64();
                contents.LongestLeftOut = Time(line[2]);
                break;
        }
    }

    static RecordedSpan Span(JsonElement line, int processId) => new()
    {
        Name = line[1].GetString() ?? "",
        Start = Time(line[2]),
        End = Time(line[3]),
        StartBytes = Number(line[4]),
        EndBytes = Number(line[5]),
        AllocatedBytes = Number(line[6]),
        ProcessId = processId,
        ThreadId = line[7].GetInt32(),
    };

    static TimeSpan Time(JsonElement ticks) => new(ticks.GetInt64());

    static long? Number(JsonElement number) => number.ValueKind == JsonValueKind.Null ? null : number.GetInt64();
}
