using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Weaving;

/// <summary>A sequence point that gets a probe.</summary>
/// <param name="Point">The point.</param>
/// <param name="Slot">The slot that counts its visits.</param>
/// <param name="LineSlot">The slot its source line's bytes go to: the line's first.</param>
readonly record struct ProbePoint(SequencePoint Point, int Slot, int LineSlot);
