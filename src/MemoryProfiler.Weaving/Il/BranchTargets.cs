using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>Where the branches of a body go.</summary>
static class BranchTargets
{
    /// <summary>Whether something in a body may run again: something jumps back. The instructions have their offsets.</summary>
    public static bool HaveLoop(MethodBody body) => body.Instructions.Any(at => at.Operand switch
    {
        Instruction target => target.Offset <= at.Offset,
        Instruction[] targets => Array.Exists(targets, target => target.Offset <= at.Offset),
        _ => false,
    });

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
