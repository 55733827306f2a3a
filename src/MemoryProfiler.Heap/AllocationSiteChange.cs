namespace MemoryProfiler;

/// <summary>An allocation site in two snapshots. Immutable.</summary>
public sealed class AllocationSiteChange
{
    internal AllocationSiteChange(AllocationSite? before, AllocationSite? after) => (Before, After) = (before, after);

    /// <summary>The site in the earlier snapshot; null if it was not there.</summary>
    public AllocationSite? Before { get; }

    /// <summary>The site in the later snapshot; null if it is not there.</summary>
    public AllocationSite? After { get; }

    /// <summary>Who called whom, outermost first.</summary>
    public IReadOnlyList<AllocationFrame> Path => (After ?? Before!).Path;

    /// <summary>The type's full name.</summary>
    public string Type => (After ?? Before!).Type;

    /// <summary>How many bytes more; negative if there are fewer. An estimate.</summary>
    /// <param name="measure">Which bytes.</param>
    public long BytesDelta(AllocationMeasure measure) => (After?.Bytes(measure) ?? 0) - (Before?.Bytes(measure) ?? 0);

    /// <summary>How many objects more; negative if there are fewer. An estimate.</summary>
    /// <param name="measure">Which objects.</param>
    public long ObjectsDelta(AllocationMeasure measure) => (After?.Objects(measure) ?? 0) - (Before?.Objects(measure) ?? 0);
}
