namespace MemoryProfiler.Collecting;

/// <summary>The lines that held most at the peak.</summary>
/// <param name="Peak">They; null if none is known.</param>
/// <param name="Notes">What has to be known to read them, each a sentence.</param>
sealed record RecordedPeak(PeakProfile? Peak, IReadOnlyList<string> Notes);
