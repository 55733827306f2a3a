namespace MemoryProfiler.Benchmarks.Programs;

/// <summary>Short lines that allocate nothing.</summary>
public static class Sieve
{
    /// <summary>Counts the primes below a limit.</summary>
    [Profile]
    public static int Count(int limit)
    {
        var isComposite = new bool[limit];
        var count = 0;
        for (var i = 2; i < limit; i++)
        {
            if (isComposite[i])
                continue;
            count++;
            for (var k = (long)i * i; k < limit; k += i)
                isComposite[k] = true;
        }
        return count;
    }
}
