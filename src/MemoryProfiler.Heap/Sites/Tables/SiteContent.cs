namespace MemoryProfiler.Sites.Tables;

/// <summary>What is written of a snapshot of allocation sites. Immutable.</summary>
/// <param name="Sites">The sites.</param>
/// <param name="CapturedAt">When it was taken.</param>
/// <param name="Duration">How long before that recording began.</param>
/// <param name="Peak">The peak that the sites' bytes are of; null if none is known.</param>
/// <param name="Peaks">All that are known.</param>
/// <param name="Notes">What has to be known to read it.</param>
sealed record SiteContent(
    IReadOnlyList<AllocationSite> Sites, DateTimeOffset CapturedAt, TimeSpan Duration, AllocationPeak? Peak, IReadOnlyList<AllocationPeak> Peaks, IReadOnlyList<string> Notes)
{
    /// <summary>Whose sites they are, in words.</summary>
    public string Source { get; init; } = "";

    /// <summary>What lived before and after each collection, in the order of their time; empty if that is not known.</summary>
    public IReadOnlyList<(TimeSpan At, long Bytes)> Moments { get; init; } = [];

    /// <summary>How many events of the runtime were lost.</summary>
    public long LostEvents { get; init; }

    /// <summary>Whether objects were seen at even distances and not at random.</summary>
    public bool IsCoarse { get; init; }

    /// <summary>How many objects were seen.</summary>
    public long Samples => Sites.Sum(site => site.Samples);

    /// <summary>What rows are sorted by: the peak if there is one.</summary>
    public AllocationMeasure Main => Peak is null ? AllocationMeasure.Allocated : AllocationMeasure.LiveAtPeak;
}
