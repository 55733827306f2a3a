namespace MemoryProfiler.Ledger.Notices;

/// <summary>Counts calls of methods of the runtime's own async of which the runtime does not tell, or did not, that they suspend.</summary>
static class UnwatchedCalls
{
    static long _count;

    /// <summary>How many there were since the start or the last reset. Safe from any thread.</summary>
    public static long Count => Interlocked.Read(ref _count);

    /// <summary>Adds one. Safe from any thread.</summary>
    public static void Add() => Interlocked.Increment(ref _count);

    /// <summary>Forgets them. Safe from any thread.</summary>
    public static void Clear() => Interlocked.Exchange(ref _count, 0);
}
