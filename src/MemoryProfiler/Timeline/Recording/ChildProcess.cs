using MemoryProfiler.Timeline.Kept;

namespace MemoryProfiler.Timeline.Recording;

/// <summary>A child of a recorded process, from the first sample that it counts in.</summary>
/// <param name="process">The child.</param>
/// <param name="samples">Its own samples; null if it has no series.</param>
sealed class ChildProcess(RecordedProcess process, SeriesBuilder? samples)
{
    string? _name;

    /// <summary>The child.</summary>
    public RecordedProcess Process => process;

    /// <summary>Its own samples; null if it has no series.</summary>
    public SeriesBuilder? Samples => samples;

    /// <summary>The last reading.</summary>
    public long Bytes { get; set; }

    /// <summary>Its name, asked for while it runs.</summary>
    public string Name => _name ??= process.Name();
}
