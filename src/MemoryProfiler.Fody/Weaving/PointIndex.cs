using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Weaving;

/// <summary>The points of a body by the instruction they begin with. A search: tables of all instructions were much of what weaving allocated.</summary>
/// <param name="points">The points in IL order.</param>
sealed class PointIndex(IReadOnlyList<ProbePoint> points)
{
    /// <summary>All of them in IL order.</summary>
    public IReadOnlyList<ProbePoint> All => points;

    /// <summary>The point that begins with an instruction; null if none does.</summary>
    public ProbePoint? Find(Instruction at)
    {
        var (low, high) = (0, points.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var offset = points[middle].At.Offset;
            if (offset == at.Offset)
                return points[middle];
            if (offset < at.Offset)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return null;
    }

    /// <summary>The others of them.</summary>
    public PointIndex Without(HashSet<ProbePoint> left) => left.Count == 0 ? this : new PointIndex([.. points.Where(point => !left.Contains(point))]);
}
