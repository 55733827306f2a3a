namespace MemoryProfiler;

/// <summary>When most was alive of what was allocated since the start. Immutable.</summary>
/// <param name="Kind">Which moments it is the highest of.</param>
/// <param name="Bytes">What was alive then, in bytes; an estimate.</param>
/// <param name="Objects">How many objects were; an estimate.</param>
/// <param name="At">How long after the start it was.</param>
public sealed record AllocationPeak(AllocationPeakKind Kind, long Bytes, long Objects, TimeSpan At);
