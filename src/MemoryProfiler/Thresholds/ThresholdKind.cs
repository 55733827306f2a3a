namespace MemoryProfiler.Thresholds;

/// <summary>What a condition looks at.</summary>
enum ThresholdKind
{
    WorkingSet,
    ManagedHeap,
    Call,
    LineVisit,
    ContainerShare,
    FullCollectionsPerMinute,
    GrowthPerMinute,
}
