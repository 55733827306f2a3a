using MemoryProfiler.Timeline.Kept;

namespace MemoryProfiler.Timeline.Recording;

/// <summary>A child of a recorded process, from the first sample that it counts in.</summary>
/// <param name="process">The child.</param>
/// <param name="samples">Its own samples; null if it has no series.</param>
sealed class ChildProcess(RecordedProcess process, SeriesBuilder? samples)
{
    /// <summary>The child.</summary>
    public RecordedProcess Process => process;

    /// <summary>Its own samples; null if it has no series.</summary>
    public SeriesBuilder? Samples => samples;

    /// <summary>The last reading.</summary>
    public long Bytes { get; set; }

    /// <summary>Its name, when it was last asked for; empty if that could not be had.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Asks for its name. It changes when the child begins to run a program of its own, and is gone with the child.</summary>
    public void AskForName()
    {
        if (process.Name() is { Length: > 0 } name)
            Name = name;
    }
}
