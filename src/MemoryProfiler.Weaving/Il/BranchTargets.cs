using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>Where the branches of a body go.</summary>
static class BranchTargets
{
    /// <summary>The targets of some instructions, repeated as often as they are one.</summary>
    public static IEnumerable<Instruction> Of(IEnumerable<Instruction> instructions)
    {
        foreach (var instruction in instructions)
        {
            if (instruction.Operand is Instruction target)
                yield return target;
            else if (instruction.Operand is Instruction[] targets)
            {
                foreach (var arm in targets)
                    yield return arm;
            }
        }
    }
}
