namespace MemoryProfiler;

/// <summary>Which of its figures allocation sites are looked at by.</summary>
public enum AllocationMeasure
{
    /// <summary>What was allocated since the start, whether it still lives or not.</summary>
    Allocated,

    /// <summary>What of it lived when the snapshot was taken. What died after the last collection still counts as alive.</summary>
    Live,

    /// <summary>What lived at the peak that <see cref="AllocationSnapshot.Peak"/> names.</summary>
    LiveAtPeak,
}
