namespace MemoryProfiler.Benchmarks.Programs;

/// <summary>Nothing but calls: the worst case of any tool that brackets them.</summary>
public static class Fibonacci
{
    /// <summary>The n-th number.</summary>
    [Profile]
    public static int Of(int n)
    {
        if (n < 2)
            return n;
        return Of(n - 1) + Of(n - 2);
    }
}
