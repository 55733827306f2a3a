using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>Finds how many values are on the evaluation stack before each instruction.</summary>
static class StackDepth
{
    /// <summary>Depths of all instructions that can be reached; dead code is not in it.</summary>
    public static Dictionary<Instruction, int> Before(MethodBody body)
    {
        var depths = new Dictionary<Instruction, int>(body.Instructions.Count);
        var pending = new Stack<(Instruction At, int Depth)>();
        foreach (var handler in body.ExceptionHandlers)
        {
            var hasException = handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter;
            pending.Push((handler.HandlerStart, hasException ? 1 : 0));
            if (handler.FilterStart is not null)
                pending.Push((handler.FilterStart, 1));
        }
        pending.Push((body.Instructions[0], 0));
        while (pending.Count > 0)
        {
            var (at, depth) = pending.Pop();
            Follow(at, depth, depths, pending);
        }
        return depths;
    }

    static void Follow(Instruction? at, int depth, Dictionary<Instruction, int> depths, Stack<(Instruction, int)> pending)
    {
        for (; at is not null && !depths.ContainsKey(at); at = at.Next)
        {
            depths.Add(at, depth);
            depth = After(at, depth);
            if (at.Operand is Instruction target)
                pending.Push((target, depth));
            else if (at.Operand is Instruction[] targets)
            {
                foreach (var arm in targets)
                    pending.Push((arm, depth));
            }
            if (at.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
                return;
        }
    }

    static int After(Instruction instruction, int depth) => instruction.OpCode.FlowControl switch
    {
        FlowControl.Call when instruction.OpCode.Code != Code.Jmp => depth + Called(instruction),
        // Leaving a block, and endfinally, empty the stack.
        _ when instruction.OpCode.StackBehaviourPop == StackBehaviour.PopAll => 0,
        FlowControl.Return => 0,
        _ => depth - Popped(instruction.OpCode.StackBehaviourPop) + Pushed(instruction.OpCode.StackBehaviourPush),
    };

    /// <summary>How many values an instruction takes from the stack.</summary>
    public static int Taken(Instruction instruction) =>
        instruction.OpCode.FlowControl == FlowControl.Call && instruction.OpCode.Code != Code.Jmp ? Arguments(instruction)
        : instruction.OpCode.StackBehaviourPop == StackBehaviour.PopAll ? 0
        : instruction.OpCode.Code == Code.Ret ? 1
        : Popped(instruction.OpCode.StackBehaviourPop);

    /// <summary>How many values an instruction puts on the stack.</summary>
    public static int Given(Instruction instruction) =>
        instruction.OpCode.FlowControl != FlowControl.Call || instruction.OpCode.Code == Code.Jmp ? Pushed(instruction.OpCode.StackBehaviourPush)
        : instruction.OpCode.Code == Code.Newobj || !ReturnTypes.IsVoid(((IMethodSignature)instruction.Operand).ReturnType) ? 1 : 0;

    static int Called(Instruction instruction) => Given(instruction) - Arguments(instruction);

    static int Arguments(Instruction instruction)
    {
        var method = (IMethodSignature)instruction.Operand;
        return method.Parameters.Count
            + (method is { HasThis: true, ExplicitThis: false } && instruction.OpCode.Code != Code.Newobj ? 1 : 0)
            + (instruction.OpCode.Code == Code.Calli ? 1 : 0);
    }

    static int Popped(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8
            or StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref => 3,
        _ => 2,
    };

    static int Pushed(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };
}
