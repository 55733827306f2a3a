using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Facts;

/// <summary>Finds the instructions behind which a method may still return.</summary>
static class ReturningCode
{
    /// <summary>Those of a body.</summary>
    public static HashSet<Instruction> Of(MethodBody body)
    {
        var before = new Dictionary<Instruction, List<Instruction>>();
        foreach (var at in body.Instructions)
        {
            if (at.Operand is Instruction target)
                Add(target, at);
            else if (at.Operand is Instruction[] targets)
                Array.ForEach(targets, arm => Add(arm, at));
            if (at.Next is not null && at.OpCode.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw))
                Add(at.Next, at);
        }
        // Out of a handler control goes where nothing here says.
        var pending = new Stack<Instruction>(body.Instructions.Where(at => at.OpCode.FlowControl == FlowControl.Return));
        var found = new HashSet<Instruction>();
        while (pending.Count > 0)
        {
            var at = pending.Pop();
            if (!found.Add(at) || !before.TryGetValue(at, out var sources))
                continue;
            foreach (var source in sources)
                pending.Push(source);
        }
        return found;

        void Add(Instruction target, Instruction source)
        {
            if (!before.TryGetValue(target, out var sources))
                before.Add(target, sources = []);
            sources.Add(source);
        }
    }
}
