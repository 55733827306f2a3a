namespace MemoryProfiler.Sites.Sampling;

/// <summary>What was added up to a moment.</summary>
/// <param name="Allocated">What each site allocated.</param>
/// <param name="Samples">How many objects of it were seen.</param>
/// <param name="Live">What of it lives; null if that was not followed.</param>
/// <param name="Peaks">The peaks that are known, the best first.</param>
/// <param name="Moments">What lived before and after each collection, in the order of their time.</param>
/// <param name="Sites">Stack and type of each site.</param>
/// <param name="Types">The runtime's name of each type.</param>
/// <param name="Lost">How many events were lost.</param>
/// <param name="IsCoarse">Whether objects were not drawn at random.</param>
/// <param name="Duration">How long it was recorded.</param>
sealed record SiteTotals(
    SiteFigures Allocated, long[] Samples, SiteFigures? Live, IReadOnlyList<SitePeak> Peaks, IReadOnlyList<(TimeSpan At, double Bytes)> Moments, IReadOnlyList<(int Stack, int Type)> Sites, IReadOnlyList<string> Types,
    long Lost, bool IsCoarse, TimeSpan Duration);
