namespace MemoryProfiler;

/// <summary>How far a snapshot is. Immutable.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Objects">How many objects have been read so far; how many there are is known from <see cref="HeapSnapshotStage.Building"/> on.</param>
public readonly record struct HeapSnapshotProgress(HeapSnapshotStage Stage, long Objects);
