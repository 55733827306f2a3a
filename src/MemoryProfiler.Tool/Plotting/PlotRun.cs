namespace MemoryProfiler.Tool.Plotting;

/// <summary>One of the recordings in a picture.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Recording">What was recorded.</param>
sealed record PlotRun(string Name, MemoryRecording Recording)
{
    // Samples that are further apart than this many intervals have some missing between them.
    const int GapIntervals = 5;

    /// <summary>The curve.</summary>
    public MemorySeries Main => Recording.Series[0];

    /// <summary>Other metrics of the same process or sum.</summary>
    public IEnumerable<MemorySeries> Others => Recording.Series.Skip(1).Where(series => series.ProcessId == Main.ProcessId && series.Samples.Count > 0);

    /// <summary>The same metric of single children.</summary>
    public IEnumerable<MemorySeries> Children =>
        Recording.Series.Skip(1).Where(series => series.ProcessId != Main.ProcessId && series.Metric == Main.Metric && series.Samples.Count > 0);

    /// <summary>The time between two samples from which on the curve is broken.</summary>
    public TimeSpan Gap => Recording.Interval * GapIntervals;
}
