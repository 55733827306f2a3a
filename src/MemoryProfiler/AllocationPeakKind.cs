namespace MemoryProfiler;

/// <summary>
/// Which moments a peak is the highest of. All three are right, and they differ: what is dead is found by collections alone, and
/// what lives between two of them is not known.
/// </summary>
public enum AllocationPeakKind
{
    /// <summary>Right before a collection, or when the snapshot was taken: garbage is included.</summary>
    CollectionStart,

    /// <summary>Right after a collection of any kind. What is old and dead stays until a full one.</summary>
    CollectionEnd,

    /// <summary>Right after a full blocking collection: what really lives.</summary>
    FullCollection,
}
