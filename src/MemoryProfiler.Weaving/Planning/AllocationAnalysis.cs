using MemoryProfiler.Weaving.Il;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Planning;

/// <summary>Finds the points before which nothing can have been allocated on this thread since the last reading of the clock.</summary>
sealed class AllocationAnalysis : ForwardFlow
{
    const int Clean = 1;
    const int MayHaveAllocated = 2;

    readonly Func<Instruction, bool> _isStart;
    readonly Func<Instruction, bool> _isPossible;

    AllocationAnalysis(MethodBody body, Func<Instruction, bool> isStart, Func<Instruction, bool> isPossible, int atEntry)
        : base(body, MayHaveAllocated)
    {
        _isStart = isStart;
        _isPossible = isPossible;
        Run(atEntry);
    }

    /// <summary>
    /// Finds the points whose probe only has to count. The clock was read at the entry or at a probe, and nothing was
    /// allocated since.
    /// </summary>
    public static AllocationAnalysis SinceReading(MethodBody body, PointIndex points, CountedCalls calls) =>
        new(body, at => points.Find(at) is not null, at => calls.MayBook(at, body.Method), Clean);

    /// <summary>
    /// Finds the points that begin a line and are reached from later points of lines alone, with nothing in between that
    /// touches memory. The condition of a <c>for</c> is one above all. The tick was compared at the later point, and
    /// there is nothing to book here.
    /// </summary>
    public static AllocationAnalysis SinceLaterPoint(MethodBody body, PointIndex points) => new(
        body,
        at => points.Find(at) is { IsFirst: false },
        at => points.Find(at) is { IsFirst: true } || !Allocation.IsOfLocals(at),
        MayHaveAllocated);

    /// <summary>Whether a point is one of those looked for.</summary>
    public bool Holds(Instruction at) => Before(at) == Clean;

    /// <inheritdoc/>
    protected override int Join(int one, int other) => Math.Max(one, other);

    /// <inheritdoc/>
    protected override int Behind(Instruction at, int before) =>
        (before == MayHaveAllocated && !_isStart(at)) || _isPossible(at) ? MayHaveAllocated : Clean;
}
