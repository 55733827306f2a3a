using MemoryProfiler.Timeline.Kept;

namespace MemoryProfiler.Timeline.Recording;

/// <summary>One metric of a recording as it comes in.</summary>
sealed class MetricTrack(MemoryMetric metric, bool isSum, int capacity)
{
    /// <summary>Which memory it is.</summary>
    public MemoryMetric Metric => metric;

    /// <summary>Whether children are added.</summary>
    public bool IsSum => isSum;

    /// <summary>Its samples.</summary>
    public SeriesBuilder Samples { get; } = new(capacity);

    /// <summary>When the next reading is due, if readings are slow.</summary>
    public SlowPace Pace;

    /// <summary>Whether a child's could not be read.</summary>
    public bool IsPartial { get; set; }
}
