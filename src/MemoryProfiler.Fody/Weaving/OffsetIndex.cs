using Mono.Cecil.Cil;
using Mono.Collections.Generic;

namespace MemoryProfiler.Weaving.Weaving;

/// <summary>The instructions of a body by their offset. An array: dictionaries of them were a quarter of all that weaving allocated.</summary>
sealed class OffsetIndex
{
    readonly Instruction?[] _at;

    /// <summary>Indexes a body as compiled.</summary>
    public OffsetIndex(Collection<Instruction> instructions)
    {
        _at = new Instruction?[instructions[instructions.Count - 1].Offset + 1];
        foreach (var instruction in instructions)
            _at[instruction.Offset] = instruction;
    }

    /// <summary>The instruction at an offset that is known to be one's.</summary>
    public Instruction this[int offset] => _at[offset]!;

    /// <summary>The instruction at an offset; null if none begins there.</summary>
    public Instruction? Find(int offset) => (uint)offset < (uint)_at.Length ? _at[offset] : null;
}
