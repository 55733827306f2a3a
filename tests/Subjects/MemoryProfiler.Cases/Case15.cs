namespace MemoryProfiler.Cases;

/// <summary>A dictionary that grows by doubling.</summary>
static class Case15
{
    [Profile]
    public static int Grow()
    {
        var d = new Dictionary<int, int>();
        for (int step = 0; step < 4; step++)
            for (int i = step * 100_000; i < (step + 1) * 100_000; i++)
                d[i] = i;
        d.Clear();
        return d.Count;
    }
}
