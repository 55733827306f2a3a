namespace MemoryProfiler.Cases;

/// <summary>A profiled method that calls a profiled method.</summary>
static class Case13
{
    [Profile]
    static byte[] Load(int mb) =>
        new byte[mb * 1048576];

    [Profile]
    public static int Pipeline()
    {
        var a = Load(30);
        var b = Load(50);
        a = null;
        return b.Length;
    }
}
