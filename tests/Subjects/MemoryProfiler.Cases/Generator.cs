namespace MemoryProfiler.Cases;

/// <summary>memory_profiler's generator program: it reads +199.5 MiB on a line that allocates nothing.</summary>
static class Generator
{
    [Profile]
    static IEnumerable<byte[]> Gen()
    {
        for (var i = 0; i < 3; i++)
        {
            var a = new byte[10 * 1048576];
            yield return a;
        }
    }

    [Profile]
    public static int Consume()
    {
        var kept = new List<byte[]>();
        foreach (var x in Gen())
            kept.Add(x);
        return kept.Count;
    }
}
