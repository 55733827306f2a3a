namespace MemoryProfiler.Cases;

/// <summary>Programs that come to the end of the memory they may have.</summary>
static class Starving
{
    static readonly List<byte[]> _kept = [];

    /// <summary>Keeps everything until there is no more.</summary>
    [Profile]
    public static void Leak()
    {
        while (true)
        {
            _kept.Add(new byte[100_000]);
        }
    }

    /// <summary>Keeps everything, in code that is not profiled, called from one line that never ends.</summary>
    [Profile]
    public static void LeakElsewhere()
    {
        Fill(long.MaxValue);
    }

    /// <summary>Fills 95 % of the managed heap's limit, keeps it for a moment and gives it back.</summary>
    [Profile]
    public static void FillAndFree()
    {
        Fill((long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * 0.95));
        Console.WriteLine(100 * GC.GetTotalMemory(false) / GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        Thread.Sleep(100);
        _kept.Clear();
        GC.Collect();
        Thread.Sleep(300);
    }

    static void Fill(long bytes)
    {
        while (GC.GetTotalMemory(false) < bytes)
            _kept.Add(new byte[100_000]);
    }
}
