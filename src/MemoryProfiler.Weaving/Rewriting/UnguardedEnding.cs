using MemoryProfiler.Weaving.Il;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Rewriting;

/// <summary>
/// Ends the activation before each return and each tail call, without a finally, which no tail call may stand in. An
/// activation that an exception leaves is closed later by one further out.
/// </summary>
sealed class UnguardedEnding(MethodBody body, BodyEditor editor, Func<List<Instruction>> ending, Dictionary<Instruction, Instruction> probes)
{
    /// <summary>Puts the code in, and tells where branches to its places now go.</summary>
    public void Weave(List<Instruction> original)
    {
        var returnsOfCalls = new HashSet<Instruction>();
        var targets = new HashSet<Instruction>(BranchTargets.Of(original));
        foreach (var call in TailCall.Among(original))
        {
            InsertExit(call.Start);
            if (call.Return is { } end && returnsOfCalls.Add(end) && targets.Contains(end))
                GiveOwnReturn(end);
        }
        foreach (var instruction in original)
        {
            if (instruction.OpCode.Code == Code.Ret && !returnsOfCalls.Contains(instruction))
                InsertExit(instruction);
        }
    }

    void InsertExit(Instruction at)
    {
        var exit = ending();
        editor.Before(at, exit);
        if (!probes.ContainsKey(at))
            probes.Add(at, exit[0]);
    }

    // A branch to the return behind a tail call comes from code whose activation is still open.
    void GiveOwnReturn(Instruction end)
    {
        var exit = ending();
        foreach (var handler in body.ExceptionHandlers)
        {
            handler.TryEnd ??= exit[0];
            handler.HandlerEnd ??= exit[0];
        }
        editor.Append([.. exit, Instruction.Create(OpCodes.Ret)]);
        probes[end] = exit[0];
    }
}
