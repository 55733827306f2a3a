namespace MemoryProfiler.Tool.Recording;

/// <summary>The highest readings of a recording.</summary>
static class RecordingPeaks
{
    /// <summary>
    /// The highest memory while a function ran, of the samples taken during its calls. If all calls were shorter than an
    /// interval, the readings at their starts and ends are used.
    /// </summary>
    /// <param name="file">What the recording is called in a sentence.</param>
    /// <param name="recording">The recording.</param>
    /// <param name="function">Its name, or its end behind a dot.</param>
    /// <exception cref="ToolException">The recording has no such function.</exception>
    public static long During(string file, MemoryRecording recording, string function)
    {
        var calls = recording.Spans.Where(span => span.Name == function || span.Name.EndsWith('.' + function, StringComparison.Ordinal)).ToList();
        if (calls.Count == 0)
        {
            var names = recording.Spans.Select(span => span.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            throw new ToolException($"\"{file}\" has no function \"{function}\": {(names.Count == 0 ? "it has none at all" : $"it has {string.Join(", ", names.Take(9))}{(names.Count > 9 ? " …" : "")}")}.");
        }
        var sampled = recording.Series[0].Samples.Where(sample => calls.Exists(call => call.Start <= sample.Time && sample.Time <= call.End)).Select(sample => sample.Bytes);
        return sampled.DefaultIfEmpty(calls.Max(call => Math.Max(call.StartBytes ?? 0, call.EndBytes ?? 0))).Max();
    }
}
