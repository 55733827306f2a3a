using MemoryProfiler.Weaving.Bodies;
using MemoryProfiler.Weaving.Il;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Planning;

/// <summary>
/// Finds the points that need no probe because control always comes from one and the same other point of their source
/// line. There is no third point in between. So the line runs already, and has been visited at least as often. The
/// variable of a <c>foreach</c>, behind its <c>in</c>, is such a point. So is what stands behind an <c>if</c> on its
/// line.
/// </summary>
sealed class PrecededPoints : ForwardFlow
{
    // What holds before an instruction is the slot of the point that control came from last, or this: none, or more than one.
    const int Unknown = int.MaxValue;

    readonly PointIndex _points;

    PrecededPoints(MethodBody body, PointIndex points)
        : base(body, Unknown)
    {
        _points = points;
        Run(Unknown);
    }

    /// <summary>Of a body's points, those that can be left out.</summary>
    public static HashSet<ProbePoint> Find(MethodBody body, PointIndex points)
    {
        // A line's first point stays: its visits tell whether all bytes of the line are booked visit by visit.
        var later = points.All.Where(point => !point.IsFirst).ToList();
        if (later.Count == 0)
            return [];
        var flow = new PrecededPoints(body, points);
        var lines = points.All.ToDictionary(point => point.Slot, point => point.LineSlot);
        // Behind itself it is in a loop that nothing else counts.
        return [.. later.Where(point => flow.Before(point.At) != point.Slot && lines.TryGetValue(flow.Before(point.At), out var line) && line == point.LineSlot)];
    }

    /// <inheritdoc/>
    protected override int Join(int one, int other) => one == other ? one : Unknown;

    /// <inheritdoc/>
    protected override int Behind(Instruction at, int before) => _points.Find(at)?.Slot ?? (IteratorFinally.IsRunBy(at) ? Unknown : before);
}
