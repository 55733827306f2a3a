using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>
/// One <c>tail. call; ret</c>. The caller's stack frame is gone before the callee runs. So nothing may stand between the
/// call and the return, and no try block around them.
/// </summary>
/// <param name="Start">The first of its prefixes.</param>
/// <param name="Return">The return behind it; null if the prefix is not used as it should be.</param>
readonly record struct TailCall(Instruction Start, Instruction? Return)
{
    /// <summary>Whether a body has any.</summary>
    public static bool IsIn(MethodBody body) => body.Instructions.Any(at => at.OpCode.Code == Code.Tail);

    /// <summary>All of some instructions.</summary>
    public static IEnumerable<TailCall> Among(IEnumerable<Instruction> instructions) =>
        instructions.Where(at => at.OpCode.Code == Code.Tail).Select(At);

    /// <summary>Whether an instruction is the return behind a tail call.</summary>
    public static bool IsBefore(Instruction at)
    {
        if (at.OpCode.Code != Code.Ret || at.Previous is not { OpCode.FlowControl: FlowControl.Call } call)
            return false;
        for (var prefix = call.Previous; prefix is { OpCode.OpCodeType: OpCodeType.Prefix }; prefix = prefix.Previous)
        {
            if (prefix.OpCode.Code == Code.Tail)
                return true;
        }
        return false;
    }

    static TailCall At(Instruction prefix)
    {
        var start = prefix;
        while (start.Previous is { OpCode.OpCodeType: OpCodeType.Prefix } previous)
            start = previous;
        var call = prefix.Next;
        while (call is { OpCode.OpCodeType: OpCodeType.Prefix })
            call = call.Next;
        return new TailCall(start, call?.Next is { OpCode.Code: Code.Ret } end ? end : null);
    }
}
