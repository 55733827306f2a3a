using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Weaving;

/// <summary>The instructions of a body by their offset. A search: tables of all instructions were much of what weaving allocated.</summary>
/// <param name="instructions">The instructions of a body as compiled.</param>
readonly struct OffsetIndex(IList<Instruction> instructions)
{
    /// <summary>The instruction at an offset that is known to be one's.</summary>
    public Instruction this[int offset] => Find(offset)!;

    /// <summary>The instruction at an offset; null if none begins there.</summary>
    public Instruction? Find(int offset)
    {
        var (low, high) = (0, instructions.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = instructions[middle];
            if (found.Offset == offset)
                return found;
            if (found.Offset < offset)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return null;
    }
}
