namespace MemoryProfiler.Tool.Plotting;

/// <summary>What is to be seen in a picture, whatever it is made of.</summary>
sealed record PlotPicture
{
    /// <summary>The recordings: one, or several over one another.</summary>
    public required IReadOnlyList<PlotRun> Runs { get; init; }

    /// <summary>What stands above it.</summary>
    public required string Title { get; init; }

    /// <summary>Whether calls and named spans are shown.</summary>
    public bool HasSpans { get; init; } = true;

    /// <summary>Whether the trend is drawn and told.</summary>
    public bool HasTrend { get; init; }

    /// <summary>Whether spans are stacked by their depth, rather than in a row for each function.</summary>
    public bool IsFlame { get; init; }

    /// <summary>The stretch of time that is shown; null for all.</summary>
    public (TimeSpan From, TimeSpan To)? Window { get; init; }

    /// <summary>The first recording.</summary>
    public PlotRun First => Runs[0];

    /// <summary>Whether several recordings are compared: then only their curves are drawn.</summary>
    public bool IsOverlay => Runs.Count > 1;

    /// <summary>The spans that are shown.</summary>
    public IReadOnlyList<RecordedSpan> Spans => HasSpans && !IsOverlay ? First.Recording.Spans : [];

    /// <summary>From when to when is shown.</summary>
    public (TimeSpan From, TimeSpan To) Range => Window ?? (TimeSpan.Zero, Runs.Max(run => run.Recording.Series.Max(series => series.Samples.Count == 0 ? TimeSpan.Zero : series.Samples[^1].Time)));

    /// <summary>The samples of a series that are shown, and one beyond each end, so that the line goes on to it.</summary>
    public IReadOnlyList<MemorySample> Shown(MemorySeries series)
    {
        if (Window is not { } window)
            return series.Samples;
        var first = series.Samples.TakeWhile(sample => sample.Time < window.From).Count();
        var count = series.Samples.Skip(first).TakeWhile(sample => sample.Time <= window.To).Count();
        var start = Math.Max(0, first - 1);
        return [.. series.Samples.Skip(start).Take(Math.Min(series.Samples.Count, first + count + 1) - start)];
    }

    /// <summary>The samples of a series that are within the window.</summary>
    public IReadOnlyList<MemorySample> Within(MemorySeries series) =>
        Window is not { } window ? series.Samples : [.. series.Samples.Where(sample => sample.Time >= window.From && sample.Time <= window.To)];

    /// <summary>The highest sample of a series within the window; null if there is none.</summary>
    public MemorySample? Peak(MemorySeries series) =>
        Window is null ? series.Peak : Within(series).Select(sample => (MemorySample?)sample).MaxBy(sample => sample!.Value.Bytes);

    /// <summary>The trend of a recording within the window.</summary>
    public Trend Trend(PlotRun run) => Plotting.Trend.Of(Within(run.Main), run.Recording.Collections);

    /// <summary>One line on what was recorded.</summary>
    public string Subtitle
    {
        get
        {
            if (IsOverlay)
                return "aligned at their start";
            var samples = First.Main.Samples.Count;
            var every = samples > 1 ? $", one every {TimeText.Of(First.Recording.Interval)}" : "";
            return FormattableString.Invariant($"{First.Recording.Start:yyyy-MM-dd HH:mm:ss} · {TimeText.Of(First.Recording.Duration)} · {samples:N0} sample{(samples == 1 ? "" : "s")}{every}");
        }
    }
}
