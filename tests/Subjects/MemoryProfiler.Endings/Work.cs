namespace MemoryProfiler.Endings;

/// <summary>What the reports of all endings show.</summary>
static class Work
{
    [Profile]
    public static void Begin()
    {
        var block = new byte[1000];
        GC.KeepAlive(block);
    }

    [Profile]
    public static void End()
    {
        var block = new byte[2000];
        GC.KeepAlive(block);
    }
}
