using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Weaving.Bodies;
using MemoryProfiler.Weaving.Facts;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Planning;

/// <summary>Which probe stands where: the one that costs least and leaves every figure as it is.</summary>
/// <param name="Kinds">The kinds of the points' probes, in the points' order.</param>
/// <param name="Conditions">The points whose probe stands where their loop is left.</param>
sealed record ProbePlan(ProbeKind[] Kinds, IReadOnlyList<LoopCondition> Conditions)
{
    /// <summary>The points that are visited as often as the method is called, or as another point is.</summary>
    public IReadOnlyList<EqualPoint> Equal { get; init; } = [];

    /// <summary>The probes of a body whose calls are only counted.</summary>
    /// <param name="body">The body with nothing inserted; its instructions have their offsets, and no short forms.</param>
    /// <param name="points">The points in IL order.</param>
    public static ProbePlan Count(MethodBody body, IList<ProbePoint> points)
    {
        var index = new PointIndex(points);
        index = index.Except(PrecededPoints.Find(body, index));
        var equal = EqualPoints.Find(body, index);
        var others = index.Except([.. equal.Select(point => point.Point)]);
        return new ProbePlan([.. points.Select(point => others.Find(point.At) is null ? ProbeKind.None : ProbeKind.Visiting)], []) { Equal = equal };
    }

    /// <summary>Every point's own probe, which reads the clock.</summary>
    /// <param name="count">How many points there are.</param>
    public static ProbePlan ReadEvery(int count) => new(new ProbeKind[count], []);

    /// <summary>The probes of some points.</summary>
    /// <param name="body">The body with nothing inserted; its instructions have their offsets, and no short forms.</param>
    /// <param name="points">The points in IL order.</param>
    /// <param name="calls">What is known of the module's methods and their calls.</param>
    public static ProbePlan Choose(MethodBody body, IList<ProbePoint> points, CountedCalls calls)
    {
        if (points.Count == 0)
            return new ProbePlan([], []);
        var index = new PointIndex(points);
        index = index.Except(PrecededPoints.Find(body, index));
        var conditions = LoopConditions.Find(body, index);
        var atCondition = new HashSet<ProbePoint>(conditions.Select(condition => condition.Point));
        var counting = AllocationAnalysis.SinceReading(body, index.Except(atCondition), calls);
        var contained = ContainedPoints.Find(index, counting);
        // These count for others, and those are counted elsewhere.
        contained.ExceptWith(conditions.Select(condition => condition.Body));
        index = index.Except(contained).Except(atCondition);
        var visiting = index.All.All(point => point.IsFirst) ? null : AllocationAnalysis.SinceLaterPoint(body, index);
        return new ProbePlan([.. points.Select(Kind)], conditions);

        ProbeKind Kind(ProbePoint point)
        {
            if (index.Find(point.At) is null && !atCondition.Contains(point))
                return ProbeKind.None;
            if (!counting.Holds(point.At))
                return ProbeKind.Reading;
            return point.IsFirst && visiting?.Holds(point.At) == true ? ProbeKind.Visiting : ProbeKind.Counting;
        }
    }
}
