namespace MemoryProfiler.Cases;

/// <summary>Which loop iteration grows: only every third chunk is kept.</summary>
static class Case03
{
    [Profile]
    public static int Loop()
    {
        var kept = new List<byte[]>();
        for (int i = 0; i < 6; i++)
        {
            var chunk = new byte[20 * 1048576];
            if (i % 3 == 0)
                kept.Add(chunk);
        }
        GC.Collect();
        return kept.Count;
    }
}
