namespace MemoryProfiler.Sessions;

/// <summary>How many objects and references a heap has for its bytes. Immutable.</summary>
/// <param name="Objects">Objects a byte.</param>
/// <param name="References">References an object.</param>
sealed record HeapDensity(double Objects, double References)
{
    const int UsualBytes = 64;
    const double UsualReferences = 1.5;

    // In the buffer 32 and 12 bytes. Then 22 and 13, and until a list is full it has room for half as much again.
    const int BytesOfObject = 32 + 33;
    const int BytesOfReference = 12 + 19;

    static volatile HeapDensity? _last;

    /// <summary>What is expected of a heap before its first snapshot.</summary>
    public static HeapDensity Usual { get; } = new(1.0 / UsualBytes, UsualReferences);

    /// <summary>Keeps what a snapshot of this process had.</summary>
    public static void Learn(long bytes, long objects, long references)
    {
        if (bytes > 0 && objects > 0)
            _last = new HeapDensity((double)objects / bytes, (double)references / objects);
    }

    /// <summary>What the own process's heap is expected to be.</summary>
    public static HeapEstimate OwnHeap()
    {
        const int FirstLarge = 3;
        var heap = GC.GetTotalMemory(forceFullCollection: false);
        if (_last is { } last)
            return last.Estimate(heap, heap);
        // Large objects are few for their bytes. They are known since the last collection.
        var large = 0L;
        foreach (var generation in GC.GetGCMemoryInfo(GCKind.Any).GenerationInfo[FirstLarge..])
            large += generation.SizeAfterBytes;
        return Usual.Estimate(heap, Math.Max(heap - large, 0));
    }

    /// <summary>What a heap of this kind is expected to need.</summary>
    /// <param name="heapBytes">All that is on it.</param>
    /// <param name="bytes">Of these what objects are counted by.</param>
    public HeapEstimate Estimate(long heapBytes, long bytes)
    {
        var objects = (long)Math.Ceiling(bytes * Objects);
        return new HeapEstimate(heapBytes, objects, (long)(objects * (BytesOfObject + References * BytesOfReference)));
    }
}
