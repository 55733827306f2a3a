using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Weaving;

/// <summary>
/// Finds the points where nothing can have been allocated on this thread since the clock was last read, on whatever path
/// control came: a forward data flow over the body as compiled. The entry and every probe are such readings; handlers,
/// which the runtime enters with an exception it made, and what is not understood begin with something allocated.
/// </summary>
sealed class AllocationFlow
{
    readonly MethodBody _body;
    // By offset: what is known before an instruction; code that nothing leads to stays unreached.
    readonly Before[] _before;
    readonly Stack<(Instruction At, bool MayHaveAllocated)> _pending = new();

    AllocationFlow(MethodBody body, IReadOnlyCollection<Instruction> points)
    {
        _body = body;
        _before = new Before[body.Instructions[body.Instructions.Count - 1].Offset + 1];
        foreach (var point in points)
            _before[point.Offset] = Before.IsPoint;
    }

    [Flags]
    enum Before : byte
    {
        IsPoint = 1,
        IsReached = 2,
        MayHaveAllocated = 4,
    }

    /// <summary>Of the points of a body, those whose probe only has to count.</summary>
    /// <param name="body">The body with nothing inserted; its instructions have their offsets.</param>
    /// <param name="points">Instructions that a probe will stand before.</param>
    public static HashSet<Instruction> FindCounting(MethodBody body, IReadOnlyCollection<Instruction> points)
    {
        var flow = new AllocationFlow(body, points);
        flow.Run();
        return [.. points.Where(point => flow._before[point.Offset] == (Before.IsPoint | Before.IsReached))];
    }

    void Run()
    {
        _pending.Push((_body.Instructions[0], false));
        foreach (var handler in _body.ExceptionHandlers)
        {
            _pending.Push((handler.HandlerStart, true));
            if (handler.FilterStart is not null)
                _pending.Push((handler.FilterStart, true));
        }
        while (_pending.Count > 0)
        {
            var (at, mayHaveAllocated) = _pending.Pop();
            Follow(at, mayHaveAllocated);
        }
    }

    void Follow(Instruction? at, bool mayHaveAllocated)
    {
        for (; at is not null && Reach(at, mayHaveAllocated); at = at.Next)
        {
            mayHaveAllocated = (mayHaveAllocated && (_before[at.Offset] & Before.IsPoint) == 0) || Allocation.IsPossible(at);
            if (at.Operand is Instruction target)
                _pending.Push((target, mayHaveAllocated || (IsLeave(at) && RunsOtherCode(at, target))));
            else if (at.Operand is Instruction[] targets)
            {
                foreach (var arm in targets)
                    _pending.Push((arm, mayHaveAllocated));
            }
            if (at.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
                return;
        }
    }

    /// <summary>Whether it is news that control gets here in this way.</summary>
    bool Reach(Instruction at, bool mayHaveAllocated)
    {
        ref var before = ref _before[at.Offset];
        var news = before | Before.IsReached | (mayHaveAllocated ? Before.MayHaveAllocated : 0);
        if (news == before)
            return false;
        before = news;
        return true;
    }

    static bool IsLeave(Instruction at) => at.OpCode.Code is Code.Leave or Code.Leave_S;

    // A finally on the way; and behind a catch the runtime still cleans up after the exception.
    bool RunsOtherCode(Instruction from, Instruction to) => _body.ExceptionHandlers.Any(handler =>
        (handler.HandlerType is ExceptionHandlerType.Finally or ExceptionHandlerType.Fault && Leaves(from, to, handler.TryStart, handler.TryEnd))
        || Leaves(from, to, handler.HandlerStart, handler.HandlerEnd));

    static bool Leaves(Instruction from, Instruction to, Instruction start, Instruction? end) =>
        IsWithin(from, start, end) && !IsWithin(to, start, end);

    static bool IsWithin(Instruction at, Instruction start, Instruction? end) =>
        at.Offset >= start.Offset && (end is null || at.Offset < end.Offset);
}
