namespace MemoryProfiler.Tool.Plotting;

/// <summary>One of the recordings in a picture.</summary>
/// <param name="name">What the legend calls it.</param>
/// <param name="recording">What was recorded.</param>
sealed class PlotRun(string name, MemoryRecording recording)
{
    // Samples that are further apart than this many intervals have some missing between them.
    const int GapIntervals = 5;

    // Of a recording that was thinned half of the neighbours may be close together: those that are not tell what is usual.
    const double Usual = 0.75;

    readonly Lazy<TimeSpan> _gap = new(() => GapOf(recording));

    /// <summary>What the legend calls it.</summary>
    public string Name => name;

    /// <summary>What was recorded.</summary>
    public MemoryRecording Recording => recording;

    /// <summary>The curve.</summary>
    public MemorySeries Main => Recording.Series[0];

    /// <summary>Other metrics of the same process or sum.</summary>
    public IEnumerable<MemorySeries> Others => Recording.Series.Skip(1).Where(series => series.ProcessId == Main.ProcessId && series.Samples.Count > 0);

    /// <summary>The same metric of single children.</summary>
    public IEnumerable<MemorySeries> Children =>
        Recording.Series.Skip(1).Where(series => series.ProcessId != Main.ProcessId && series.Metric == Main.Metric && series.Samples.Count > 0);

    /// <summary>
    /// The time between two samples from which on the curve is broken. A recording that was thinned has many times what
    /// is usual in it.
    /// </summary>
    public TimeSpan Gap => _gap.Value;

    static TimeSpan GapOf(MemoryRecording recording)
    {
        var samples = recording.Series[0].Samples;
        var between = samples.Zip(samples.Skip(1), (one, next) => next.Time - one.Time).Order().ToList();
        var usual = between.Count > 0 ? between[(int)((between.Count - 1) * Usual)] : TimeSpan.Zero;
        return GapIntervals * (usual > recording.Interval ? usual : recording.Interval);
    }
}
