namespace MemoryProfiler.Benchmarks.Programs;

/// <summary>A line that allocates, over and over.</summary>
public static class ListGrowth
{
    /// <summary>Fills a list with arrays of eight numbers.</summary>
    [Profile]
    public static int Run(int count)
    {
        var list = new List<double[]>();
        for (var i = 0; i < count; i++)
        {
            var values = new double[8];
            values[i & 7] = i;
            list.Add(values);
        }
        return list.Count;
    }
}
