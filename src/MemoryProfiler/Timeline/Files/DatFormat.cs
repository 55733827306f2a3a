namespace MemoryProfiler.Timeline.Files;

/// <summary>A whole recording as a <c>.dat</c> file, in the order in which <c>mprof</c> leaves one: functions, command, samples.</summary>
static class DatFormat
{
    public static void Write(MemoryRecording recording, TextWriter writer)
    {
        var lines = new DatWriter(writer);
        foreach (var span in recording.Spans)
            lines.Span(span, recording.Start);
        lines.Command(recording.Command);
        if (recording.Series.Count == 0)
            return;
        var first = recording.Series[0];
        var children = recording.Series.Skip(1).Where(series => series.Metric == first.Metric && series.ProcessId is not null);
        // OrderBy is stable: at one moment the process comes before its children, and these in the order of their series.
        var rows = children.Prepend(first).SelectMany((series, index) => series.Samples.Select(sample => (index, series.ProcessId, sample)));
        foreach (var (index, processId, sample) in rows.OrderBy(row => row.sample.Time))
        {
            if (index == 0)
                lines.Sample(recording.Start + sample.Time, sample.Bytes);
            else
                lines.Child(processId!.Value, recording.Start + sample.Time, sample.Bytes);
        }
    }
}
