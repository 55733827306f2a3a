namespace MemoryProfiler.Sites.Sampling;

/// <summary>The most that lived.</summary>
/// <param name="Kind">At which moments.</param>
/// <param name="At">How long after the start.</param>
/// <param name="Figures">Of each site.</param>
sealed record SitePeak(AllocationPeakKind Kind, TimeSpan At, SiteFigures Figures);
