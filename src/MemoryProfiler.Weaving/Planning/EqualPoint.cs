using MemoryProfiler.Weaving.Bodies;

namespace MemoryProfiler.Weaving.Planning;

/// <summary>A point that needs no counter, as control always and only comes to it from another one.</summary>
/// <param name="Point">The point.</param>
/// <param name="Slot">The slot that counts for it: the entry's, or that of a point with a counter.</param>
sealed record EqualPoint(ProbePoint Point, int Slot);
