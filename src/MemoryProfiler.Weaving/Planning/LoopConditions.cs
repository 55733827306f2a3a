using MemoryProfiler.Weaving.Bodies;
using MemoryProfiler.Weaving.Il;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Planning;

/// <summary>
/// Finds the conditions of loops whose evaluations need not be counted one by one. Such a condition concerns locals alone
/// and cannot throw. It decides between the loop's body, whose first point nothing else leads to, and what stands behind
/// the loop. Nearly every <c>for</c> of optimised code whose limit is a variable or a constant has one. A debug build
/// hides the branch from the debugger. A probe behind it, which a rule may let break, would be nowhere.
/// </summary>
sealed class LoopConditions
{
    readonly PointIndex _points;
    // How often each instruction is jumped to; the runtime's way into a handler counts as one more.
    readonly Dictionary<Instruction, int> _jumps = [];
    // Where a debugger sees another place begin, hidden ones too: as a debug build has it before the branch.
    readonly HashSet<int> _places;

    LoopConditions(MethodBody body, PointIndex points)
    {
        _points = points;
        _places = [.. body.Method.DebugInformation.SequencePoints.Select(point => point.Offset)];
        foreach (var target in BranchTargets.Of(body.Instructions))
            AddJump(target);
        foreach (var handler in body.ExceptionHandlers)
        {
            AddJump(handler.HandlerStart);
            AddJump(handler.FilterStart);
        }
    }

    /// <summary>Of a body's points, those that are such a condition.</summary>
    /// <param name="body">The body with nothing inserted; its instructions have their offsets, and no short forms.</param>
    /// <param name="points">The points.</param>
    public static List<LoopCondition> Find(MethodBody body, PointIndex points)
    {
        // A line's first point stays: its visits tell whether all bytes of the line are booked visit by visit.
        var candidates = points.All.Where(point => !point.IsFirst && EndsInJumpBack(point.At)).ToList();
        if (candidates.Count == 0)
            return [];
        var conditions = new LoopConditions(body, points);
        var found = candidates.Select(conditions.Find).OfType<LoopCondition>().ToList();
        // Where a body begins with another such condition, nothing counts there.
        var all = new HashSet<ProbePoint>(found.Select(condition => condition.Point));
        found.RemoveAll(condition => all.Contains(condition.Body));
        return found;
    }

    LoopCondition? Find(ProbePoint point)
    {
        if (Follow(point.At, IsFork) is not { Operand: Instruction start, Next: { } next } branch || !IsBegin(start) || !IsOwnExit(next))
            return null;
        return Follow(start, at => _points.Find(at) is not null) is { } first ? new LoopCondition(point, branch, _points.Find(first)!) : null;
    }

    // A probe on the way would part what a coverage tool counts as one: how often the place behind the loop is reached.
    bool IsOwnExit(Instruction next) => !_jumps.ContainsKey(next) && next.OpCode.FlowControl != FlowControl.Branch;

    // By one jump, which is the condition's, and not from above.
    bool IsBegin(Instruction start) =>
        _jumps[start] == 1 && start.Previous is { OpCode.FlowControl: FlowControl.Branch or FlowControl.Return or FlowControl.Throw };

    /// <summary>
    /// Follows control from an instruction to the one that is looked for; null if it may not get there. On its way
    /// control can neither fail, go elsewhere nor come from elsewhere, and it stays in one place of the source.
    /// </summary>
    Instruction? Follow(Instruction start, Func<Instruction, bool> isGoal)
    {
        for (var at = start; at is not null && (at == start || !_jumps.ContainsKey(at)); at = at.Next)
        {
            if (isGoal(at))
                return at;
            if (!Computation.IsPlain(at.OpCode.Code) || (at != start && (_points.Find(at) is not null || _places.Contains(at.Offset))))
                return null;
        }
        return null;
    }

    static bool EndsInJumpBack(Instruction start)
    {
        var at = start;
        while (at is not null && Computation.IsPlain(at.OpCode.Code))
            at = at.Next;
        return at is not null && IsFork(at) && ((Instruction)at.Operand).Offset <= start.Offset;
    }

    static bool IsFork(Instruction at) => at is { OpCode.FlowControl: FlowControl.Cond_Branch, Operand: Instruction };

    void AddJump(Instruction? target)
    {
        if (target is not null)
            _jumps[target] = _jumps.TryGetValue(target, out var count) ? count + 1 : 1;
    }
}
