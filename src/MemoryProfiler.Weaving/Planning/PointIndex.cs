using MemoryProfiler.Weaving.Bodies;
using MemoryProfiler.Weaving.Il;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Planning;

/// <summary>The points of a body by the instruction they begin with.</summary>
/// <param name="points">The points in IL order.</param>
sealed class PointIndex(IList<ProbePoint> points)
{
    /// <summary>All of them in IL order.</summary>
    public IEnumerable<ProbePoint> All => points;

    /// <summary>The point that begins with an instruction; null if none does.</summary>
    public ProbePoint? Find(Instruction at) => OffsetSearch.Find(points, point => point.At.Offset, at.Offset);

    /// <summary>The others of them.</summary>
    public PointIndex Except(HashSet<ProbePoint> left) => left.Count == 0 ? this : new PointIndex([.. points.Where(point => !left.Contains(point))]);
}
