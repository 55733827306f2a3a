namespace MemoryProfiler.Assertions.Lifetime;

/// <summary>The managed bytes that are alive in the process.</summary>
static class LiveHeap
{
    /// <summary>Collects everything that can be: what a finalizer holds is free only at the second time.</summary>
    /// <exception cref="InvalidOperationException">The program is in a no-GC region.</exception>
    public static void Collect()
    {
        NoGCRegion.RefuseLeftOpen();
        Collect(compacting: true);
        GC.WaitForPendingFinalizers();
        Collect(compacting: true);
    }

    /// <summary>What survived such a collection. Exact to the byte, as it leaves out what was allocated since.</summary>
    public static long Read()
    {
        Collect();
        return Survived();
    }

    /// <summary>The same by one collection that moves nothing: for many readings while code runs.</summary>
    public static long Sample()
    {
        Collect(compacting: false);
        return Survived();
    }

    static long Survived()
    {
        var info = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return info.HeapSizeBytes - info.FragmentedBytes;
    }

    static void Collect(bool compacting) => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting);
}
