using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Weaving;

/// <summary>
/// Finds the points before which something cannot have happened on this thread since certain others, on whatever path
/// control came: a forward data flow over the body as compiled. Handlers, which the runtime enters with an exception it
/// made, and what is not understood begin with it.
/// </summary>
sealed class AllocationFlow
{
    readonly MethodBody _body;
    readonly Func<Instruction, bool> _isPossible;
    // By offset: what is known before an instruction; code that nothing leads to stays unreached.
    readonly Before[] _before;
    readonly Stack<(Instruction At, bool MayHaveAllocated)> _pending = new();

    AllocationFlow(MethodBody body, IReadOnlyCollection<Instruction> points, Func<Instruction, bool> isPossible)
    {
        _body = body;
        _isPossible = isPossible;
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

    /// <summary>Of the points of a body, those whose probe only has to count: the clock was read at the entry or at a probe, and nothing was allocated since.</summary>
    /// <param name="body">The body with nothing inserted; its instructions have their offsets.</param>
    /// <param name="points">Instructions that a probe will stand before.</param>
    public static HashSet<Instruction> FindCounting(MethodBody body, IReadOnlyCollection<Instruction> points)
    {
        var flow = new AllocationFlow(body, points, Allocation.IsPossible);
        flow.Run(atEntry: false);
        return [.. points.Where(flow.IsClean)];
    }

    /// <summary>
    /// Of the points that begin a line, those that are reached from later points of lines alone, the condition of a
    /// <c>for</c> above all, and with nothing in between that touches memory: the tick was compared there, and there is
    /// nothing to book for it here.
    /// </summary>
    /// <param name="body">The body with nothing inserted; its instructions have their offsets.</param>
    /// <param name="first">Points that begin a line.</param>
    /// <param name="later">The other points of lines.</param>
    public static HashSet<Instruction> FindAfterLater(MethodBody body, HashSet<Instruction> first, HashSet<Instruction> later)
    {
        var flow = new AllocationFlow(body, later, at => first.Contains(at) || !Allocation.IsOfLocals(at));
        flow.Run(atEntry: true);
        return [.. first.Where(flow.IsClean)];
    }

    bool IsClean(Instruction at) => (_before[at.Offset] & (Before.IsReached | Before.MayHaveAllocated)) == Before.IsReached;

    void Run(bool atEntry)
    {
        _pending.Push((_body.Instructions[0], atEntry));
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
            mayHaveAllocated = (mayHaveAllocated && (_before[at.Offset] & Before.IsPoint) == 0) || _isPossible(at);
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
