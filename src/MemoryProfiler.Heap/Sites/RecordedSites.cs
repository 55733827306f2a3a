namespace MemoryProfiler.Sites;

/// <summary>What a session found, with names.</summary>
/// <param name="Sites">The sites, with their figures at the best peak.</param>
/// <param name="Peaks">The peaks that are known, the best first.</param>
/// <param name="SitesAtPeaks">The sites with their figures at each of them.</param>
/// <param name="Moments">What lived before and after each collection, in the order of their time; the profiler's own is among it.</param>
/// <param name="Lost">How many events were lost.</param>
/// <param name="IsCoarse">Whether objects were not drawn at random.</param>
/// <param name="Duration">How long it was recorded.</param>
sealed record RecordedSites(
    IReadOnlyList<AllocationSite> Sites, IReadOnlyList<AllocationPeak> Peaks, IReadOnlyList<IReadOnlyList<AllocationSite>> SitesAtPeaks,
    IReadOnlyList<(TimeSpan At, long Bytes)> Moments, long Lost, bool IsCoarse, TimeSpan Duration)
{
    /// <summary>Up to when code has names, in a process that ended without a list of it; null if it listed all.</summary>
    public TimeSpan? CodeUntil { get; init; }
}
