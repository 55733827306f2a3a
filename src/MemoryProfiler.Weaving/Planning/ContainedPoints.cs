using MemoryProfiler.Weaving.Bodies;
using MemoryProfiler.Weaving.Il;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Planning;

/// <summary>
/// Finds the points that need no probe because control always runs on from them to the next point of the same source
/// line. On its way it can neither allocate nor throw. A line's occurrences are those of its most frequent point, so
/// theirs are contained in the next one's. The increment of a <c>for</c> is one, before its condition.
/// </summary>
static class ContainedPoints
{
    // A loop may have no point at all; between two points of a line there is little that can neither allocate nor throw.
    const int MaxSteps = 100;

    /// <summary>Of a body's points, those that can be left out.</summary>
    /// <param name="points">The points.</param>
    /// <param name="counting">Tells those that need not read the clock: the others end a line that may have allocated.</param>
    public static HashSet<ProbePoint> Find(PointIndex points, AllocationAnalysis counting) =>
        // A line's first point stays: its visits tell whether all bytes of the line are booked visit by visit.
        [.. points.All.Where(point => !point.IsFirst && counting.Holds(point.At) && RunsInto(point.At, points)?.LineSlot == point.LineSlot)];

    /// <summary>The point that control runs into without fail; null if there is none.</summary>
    static ProbePoint? RunsInto(Instruction start, PointIndex points)
    {
        var at = start;
        for (var steps = 0; steps < MaxSteps && (at.OpCode.Code == Code.Br || Computation.IsPlain(at.OpCode.Code)); steps++)
        {
            at = at.OpCode.Code == Code.Br ? (Instruction)at.Operand : at.Next;
            if (at is null || at == start)
                return null;
            if (points.Find(at) is { } point)
                return point;
        }
        return null;
    }
}
