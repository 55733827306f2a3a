using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Bodies;

/// <summary>A sequence point that is to be counted.</summary>
/// <param name="At">The instruction it begins with.</param>
/// <param name="Slot">The slot that counts its visits; 1 or more.</param>
/// <param name="LineSlot">The slot its source line's bytes go to: the line's first.</param>
sealed record ProbePoint(Instruction At, int Slot, int LineSlot)
{
    /// <summary>Whether it is the line's first.</summary>
    public bool IsFirst => Slot == LineSlot;
}
