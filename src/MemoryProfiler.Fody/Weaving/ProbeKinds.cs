using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Weaving;

/// <summary>Chooses the probe of each point: the one that costs least and leaves every figure as it is.</summary>
static class ProbeKinds
{
    /// <summary>The kinds of some points, in their order.</summary>
    /// <param name="body">The body with nothing inserted; its instructions have their offsets, and no short forms.</param>
    /// <param name="points">The points in IL order.</param>
    public static ProbeKind[] Choose(MethodBody body, IList<ProbePoint> points)
    {
        if (points.Count == 0)
            return [];
        var index = new PointIndex(points);
        index = index.Without(PrecededPoints.Find(body, index));
        var counting = AllocationFlow.SinceReading(body, index);
        index = index.Without(ContainedPoints.Find(index, counting));
        var visiting = index.All.All(point => point.IsFirst) ? null : AllocationFlow.SinceLaterPoint(body, index);
        return [.. points.Select(Kind)];

        ProbeKind Kind(ProbePoint point)
        {
            if (index.Find(point.At) is null)
                return ProbeKind.None;
            if (!counting.Holds(point.At))
                return ProbeKind.Reading;
            return point.IsFirst && visiting?.Holds(point.At) == true ? ProbeKind.Visiting : ProbeKind.Counting;
        }
    }
}
