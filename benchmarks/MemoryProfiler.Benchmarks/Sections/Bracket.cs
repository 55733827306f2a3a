namespace MemoryProfiler.Benchmarks.Sections;

/// <summary>What one writes without a profiler: the thread's counter before and after.</summary>
static class Bracket
{
    static long _bytes;

    /// <summary>The n-th number, every call of it bracketed.</summary>
    public static int Fibonacci(int n)
    {
        var start = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            if (n < 2)
                return n;
            return Fibonacci(n - 1) + Fibonacci(n - 2);
        }
        finally
        {
            _bytes += GC.GetAllocatedBytesForCurrentThread() - start;
        }
    }

    /// <summary>One call of a word count, bracketed.</summary>
    public static int CountWords(Func<int> count)
    {
        var start = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return count();
        }
        finally
        {
            _bytes += GC.GetAllocatedBytesForCurrentThread() - start;
        }
    }
}
