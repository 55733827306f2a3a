namespace MemoryProfiler.Cases;

/// <summary>memory_profiler's program of a method that raises: there it has no table at all.</summary>
static class Raising
{
    [Profile]
    static byte[] Fails()
    {
        var a = new byte[20 * 1048576];
        var b = new byte[30 * 1048576];
        throw new InvalidOperationException($"boom {a.Length} {b.Length}");
    }

    [Profile]
    public static byte[] Catches()
    {
        Exception? kept = null;
        try
        {
            Fails();
        }
        catch (InvalidOperationException e)
        {
            kept = e;
        }
        var c = new byte[10 * 1048576];
        GC.KeepAlive(kept);
        return c;
    }
}
