using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>The instructions of a body by their offset.</summary>
/// <param name="instructions">The instructions of a body as compiled.</param>
readonly struct OffsetIndex(IList<Instruction> instructions)
{
    /// <summary>The instruction at an offset that is known to be one's.</summary>
    public Instruction this[int offset] => Find(offset)!;

    /// <summary>The instruction at an offset; null if none begins there.</summary>
    public Instruction? Find(int offset) => OffsetSearch.Find(instructions, at => at.Offset, offset);
}
