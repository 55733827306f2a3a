namespace MemoryProfiler.Benchmarks.Harness;

/// <summary>Counts the bytes that a work allocates.</summary>
static class Allocation
{
    /// <summary>The bytes of one run: the least of several, as a background collection that ends charges bytes to whoever runs.</summary>
    public static long Of(Action work) => Enumerable.Range(0, 5).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
