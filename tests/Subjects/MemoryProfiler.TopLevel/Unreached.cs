using MemoryProfiler;

/// <summary>Marked, woven and never called.</summary>
static class Unreached
{
    [Profile]
    public static byte[] Load() => new byte[1000];
}
