using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Weaving;

/// <summary>
/// Finds the points that need no probe: control always runs on from them to the next point of the same source line, and
/// can neither allocate nor throw on its way. A line's occurrences are those of its most frequent point, so theirs are
/// contained in the next one's. The increment of a <c>for</c> is one, before its condition.
/// </summary>
static class ContainedPoints
{
    /// <summary>Of a body's points, those that can be left out.</summary>
    /// <param name="points">The points and what they stand before.</param>
    /// <param name="counting">Those that do not read the clock: the others end a line that may have allocated.</param>
    public static HashSet<Instruction> Find(IReadOnlyList<(ProbePoint Point, Instruction At)> points, HashSet<Instruction> counting)
    {
        // A line's first point stays: its visits tell whether all bytes of the line are booked visit by visit.
        var later = points.Where(point => point.Point.Slot != point.Point.LineSlot && counting.Contains(point.At)).ToList();
        if (later.Count == 0)
            return [];
        var lines = points.ToDictionary(point => point.At, point => point.Point.LineSlot);
        return [.. later.Where(point => RunsInto(point.At, lines) == point.Point.LineSlot).Select(point => point.At)];
    }

    /// <summary>The line of the point that control runs into without fail; null if there is none.</summary>
    static int? RunsInto(Instruction point, Dictionary<Instruction, int> lines)
    {
        for (var at = point; at is not null && Goes(at.OpCode.Code);)
        {
            at = at.OpCode.Code == Code.Br ? (Instruction)at.Operand : at.Next;
            if (at is not null && lines.TryGetValue(at, out var line))
                return line;
            // A loop without a point.
            if (at == point)
                return null;
        }
        return null;
    }

    // Without those that throw: division, and what checks for overflow.
    static bool Goes(Code code) => code is Code.Br or Code.Nop or Code.Dup or Code.Pop
        or Code.Ldloc or Code.Stloc or Code.Ldarg or Code.Starg
        or (>= Code.Ldc_I4 and <= Code.Ldc_R8)
        or Code.Add or Code.Sub or Code.Mul or Code.And or Code.Or or Code.Xor or Code.Shl or Code.Shr or Code.Shr_Un or Code.Neg or Code.Not
        or (>= Code.Conv_I1 and <= Code.Conv_U8) or Code.Conv_U2 or Code.Conv_U1 or Code.Conv_I or Code.Conv_U;
}
