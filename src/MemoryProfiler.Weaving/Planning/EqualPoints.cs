using MemoryProfiler.Weaving.Bodies;
using MemoryProfiler.Weaving.Facts;
using MemoryProfiler.Weaving.Il;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Planning;

/// <summary>
/// Finds the points that are visited as often as the entry or another point. Control runs from there on to them without
/// fail and comes to them in no other way. Of a straight body that is every point up to the first instruction that may
/// raise an exception.
/// </summary>
static class EqualPoints
{
    const int Entry = 0;

    /// <summary>Of a body's points, those.</summary>
    /// <param name="body">The body with nothing inserted and without handlers; its instructions have their offsets.</param>
    /// <param name="points">The points.</param>
    public static List<EqualPoint> Find(MethodBody body, PointIndex points)
    {
        var jumps = new Dictionary<Instruction, int>();
        foreach (var target in BranchTargets.Of(body.Instructions))
            jumps[target] = jumps.TryGetValue(target, out var count) ? count + 1 : 1;
        var failure = new Failure(body);
        var found = new List<EqualPoint>();
        var starts = new Queue<(Instruction At, int Slot)>();
        if (!jumps.ContainsKey(body.Instructions[0]))
            starts.Enqueue((body.Instructions[0], Entry));
        foreach (var point in points.All)
            starts.Enqueue((point.At, point.Slot));
        var ended = new HashSet<ProbePoint>();
        foreach (var (start, slot) in starts)
        {
            if (slot != Entry && ended.Any(point => point.Slot == slot))
                continue;
            for (var at = start; at is not null; at = Next(at, failure, jumps))
            {
                if (points.Find(at) is { } point && point.Slot != slot && ended.Add(point))
                    found.Add(new EqualPoint(point, slot));
            }
        }
        return found;
    }

    /// <summary>Where control runs on to without fail, if it comes there in no other way; null otherwise.</summary>
    static Instruction? Next(Instruction at, Failure failure, Dictionary<Instruction, int> jumps)
    {
        if (at.OpCode.Code is Code.Br or Code.Br_S)
        {
            var target = (Instruction)at.Operand;
            return target.Offset > at.Offset && jumps[target] == 1 && target.Previous is { OpCode.FlowControl: FlowControl.Branch or FlowControl.Return or FlowControl.Throw } ? target : null;
        }
        return at.OpCode.FlowControl == FlowControl.Next && !failure.IsPossible(at) && at.Next is { } next && !jumps.ContainsKey(next) ? next : null;
    }
}
