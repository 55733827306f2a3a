namespace MemoryProfiler;

/// <summary>Allocation sites that have a line, a path or a type in common, added up. Immutable.</summary>
public sealed class AllocationGroup
{
    internal AllocationGroup(string name, IReadOnlyList<AllocationSite> sites)
    {
        (Name, Sites) = (name, sites);
        foreach (var site in sites)
        {
            AllocatedBytes += site.AllocatedBytes;
            AllocatedObjects += site.AllocatedObjects;
            LiveBytes += site.LiveBytes;
            LiveObjects += site.LiveObjects;
            PeakBytes += site.PeakBytes;
            PeakObjects += site.PeakObjects;
            Samples += site.Samples;
        }
    }

    /// <summary>What they have in common: a method with its line, the methods of a path from the inside out, or a type.</summary>
    public string Name { get; }

    /// <summary>The sites, that with most bytes first.</summary>
    public IReadOnlyList<AllocationSite> Sites { get; }

    /// <summary>What was allocated since the start, in bytes; an estimate.</summary>
    public long AllocatedBytes { get; }

    /// <summary>How many objects that was; an estimate.</summary>
    public long AllocatedObjects { get; }

    /// <summary>What of it lived when the snapshot was taken, in bytes; an estimate.</summary>
    public long LiveBytes { get; }

    /// <summary>How many objects that was; an estimate.</summary>
    public long LiveObjects { get; }

    /// <summary>What lived at the peak that <see cref="AllocationSnapshot.Peak"/> names, in bytes; an estimate.</summary>
    public long PeakBytes { get; }

    /// <summary>How many objects that was; an estimate.</summary>
    public long PeakObjects { get; }

    /// <summary>How many objects were seen: what the figures are estimated from.</summary>
    public long Samples { get; }
}
