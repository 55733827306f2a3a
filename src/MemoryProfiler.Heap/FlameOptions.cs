namespace MemoryProfiler;

/// <summary>What a flame graph of allocation sites shows at first. A page can be switched to the rest. Not safe for several threads.</summary>
public sealed class FlameOptions
{
    /// <summary>
    /// An earlier snapshot, or one of an earlier run, that this one is compared with. Widths stay those of this one; colours and
    /// numbers are the change. Null, the default, compares with nothing.
    /// </summary>
    public AllocationSnapshot? Baseline { get; set; }

    /// <summary>Which bytes the widths are; those allocated by default.</summary>
    public AllocationMeasure Measure { get; set; } = AllocationMeasure.Allocated;

    /// <summary>Whether the graph begins with the types allocated and goes outwards to their callers. False by default: it begins with Main.</summary>
    public bool FromAllocation { get; set; }
}
