namespace MemoryProfiler.Cases;

/// <summary>What dropping a reference releases: two names for one object.</summary>
static class Case02
{
    [Profile]
    public static void Release()
    {
        byte[]? a = new byte[50 * 1048576];
        var b = a;
        a = null;
        b = null;
        GC.Collect();
    }
}
