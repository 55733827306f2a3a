using System.Globalization;
using MemoryProfiler.Timeline.Kept;
using MemoryProfiler.Timeline.Spans;

namespace MemoryProfiler.Timeline.SpanFiles;

/// <summary>Puts what profiled processes wrote of themselves into a recording that another process made of them.</summary>
static class SpanMerge
{
    /// <summary>What the files of a process's spans end in, where a folder is looked through.</summary>
    public const string Ending = ".spans";

    /// <summary>The recording with the spans, collections and managed heaps of the files.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="path">A file, or a folder of such files.</param>
    /// <param name="samples">How many samples of a heap are kept.</param>
    /// <param name="most">How many spans are kept, and how many collections.</param>
    public static MemoryRecording Merge(MemoryRecording recording, string path, int samples, int most)
    {
        List<string> notes = [.. recording.Notes];
        List<MemorySeries> series = [.. recording.Series];
        var spans = new KeptMost<RecordedSpan>(most, span => span.Duration.Ticks);
        var collections = new KeptMost<RecordedCollection>(most, CollectionFeed.Weight);
        var leftOut = 0L;
        foreach (var span in recording.Spans)
            spans.Add(span);
        foreach (var collection in recording.Collections)
            collections.Add(collection);
        foreach (var file in FilesOf(path, notes))
        {
            if (SpanFileReader.Read(file, samples, most, notes) is not { } contents)
                continue;
            var shift = contents.Start - recording.Start;
            foreach (var span in contents.Spans.Kept.Where(span => span.End + shift >= TimeSpan.Zero))
                spans.Add(span with { Start = span.Start + shift, End = span.End + shift });
            foreach (var collection in contents.Collections.Kept.Where(collection => collection.Time + shift >= TimeSpan.Zero))
                collections.Add(collection with { Time = collection.Time + shift });
            Add(series, contents, MemoryMetric.ManagedHeap, contents.Heap, shift);
            Add(series, contents, MemoryMetric.Committed, contents.Committed, shift);
            leftOut += contents.Spans.LeftOut;
            if (contents.LeftOut > 0)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture,
                    $"Process {contents.ProcessId} ({contents.Name}) left out {contents.LeftOut:N0} of its calls, which took {contents.LongestLeftOut.TotalMilliseconds:0.###} ms at most: they came too fast."));
            }
        }
        leftOut += spans.LeftOut;
        if (leftOut > 0)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{leftOut:N0} calls and spans are left out: the shortest."));
        return recording with
        {
            Series = series,
            Spans = SpanDepths.InOrder(spans.Kept),
            Collections = [.. collections.Kept.OrderBy(collection => collection.Time)],
            Notes = notes,
        };
    }

    static string[] FilesOf(string path, List<string> notes)
    {
        if (!Directory.Exists(path))
            return [path];
        try
        {
            return [.. Directory.GetFiles(path, "*" + Ending).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            notes.Add($"The spans in \"{path}\" cannot be read: {e.Message}");
            return [];
        }
    }

    static void Add(List<MemorySeries> series, SpanFileContents contents, MemoryMetric metric, SeriesBuilder builder, TimeSpan shift)
    {
        var samples = builder.ToArray().Select(sample => sample with { Time = sample.Time + shift }).Where(sample => sample.Time >= TimeSpan.Zero).ToArray();
        if (samples.Length > 0)
            series.Add(new MemorySeries { ProcessId = contents.ProcessId, Name = contents.Name, Metric = metric, Samples = samples });
    }
}
