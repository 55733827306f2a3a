namespace MemoryProfiler.Cases;

/// <summary>A collection that gives 64 MiB back on a line which allocates nothing itself.</summary>
static class Collection
{
    static byte[]? _kept;

    [Profile]
    public static void Run()
    {
        Fill();
        _kept = null;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
    }

    static void Fill()
    {
        _kept = new byte[64 * 1048576];
        // Written to, or it would not be resident.
        Array.Fill(_kept, (byte)1);
    }
}
