namespace MemoryProfiler.Constructs.Flow;

/// <summary>Recursion without end to its depth, with profiled methods.</summary>
public static class DeepConstructs
{
    static byte[]? _kept;

    /// <summary>Calls itself as the last thing it does.</summary>
    [Profile]
    public static long Tail(int n, long sum)
    {
        if (n == 0)
            return sum;
        if (n % 1_000 == 0)
            _kept = new byte[1_000];
        return Tail(n - 1, sum + 1);
    }

    /// <summary>Two methods call each other as the last thing they do.</summary>
    [Profile]
    public static bool IsEven(int n)
    {
        if (n == 0)
            return true;
        return IsOdd(n - 1);
    }

    [Profile]
    static bool IsOdd(int n)
    {
        if (n == 0)
            return false;
        return IsEven(n - 1);
    }
}
