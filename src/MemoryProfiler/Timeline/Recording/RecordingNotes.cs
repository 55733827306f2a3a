using System.Globalization;
using MemoryProfiler.Reports;
using MemoryProfiler.Timeline.Files;
using MemoryProfiler.Timeline.Kept;
using MemoryProfiler.Timeline.Spans;

namespace MemoryProfiler.Timeline.Recording;

/// <summary>What a recording has to say about itself.</summary>
static class RecordingNotes
{
    public static void Add(List<string> notes, MetricTrack[] tracks, ChildProcesses? children, KeptMost<RecordedCollection> collections, KeptSpans? spans, DatFile? file, TimeSpan interval)
    {
        foreach (var track in tracks)
        {
            var name = track.Metric.Words();
            if (track.Samples.Stretch > 1)
                notes.Add(Invariant($"Of {track.Samples.Added:N0} samples of the {name} the lowest and the highest of each {track.Samples.Stretch:N0} are kept."));
            if (track.Pace.Skipped > 0)
                notes.Add(Invariant($"The {name} was read less often than every {interval.TotalMilliseconds:0.###} ms, as a reading takes up to {track.Pace.Longest.TotalMilliseconds:0.0} ms."));
            if (track.IsPartial)
                notes.Add($"The {name} of a child could not be read: the sum lacks it.");
        }
        if (children is { WithoutSeries: > 0 })
            notes.Add(Invariant($"{children.WithoutSeries:N0} children have no series of their own: the first {children.WithSeries.Count:N0} have."));
        if (children is { Pace.Skipped: > 0 })
            notes.Add(Invariant($"Children were looked for less often than every {interval.TotalMilliseconds:0.###} ms, as that takes up to {children.Pace.Longest.TotalMilliseconds:0.0} ms."));
        if (collections.LeftOut > 0)
            notes.Add(Invariant($"{collections.LeftOut:N0} collections are left out: those of the youngest generation with the shortest pauses."));
        if (spans is { LeftOut: > 0 })
            notes.Add(Invariant($"{spans.LeftOut:N0} calls and spans are left out: the shortest."));
        if (file?.Fault is { } fault)
            notes.Add(fault);
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
