namespace MemoryProfiler.Flames;

/// <summary>One figure of each of a run's sites.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Sites">The sites.</param>
/// <param name="Measure">Which of their figures.</param>
sealed record FlameColumn(string Name, IReadOnlyList<AllocationSite> Sites, AllocationMeasure Measure);
