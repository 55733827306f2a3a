namespace MemoryProfiler.Measurement.Memory;

/// <summary>
/// A number that every entry and every line compares with the one it saw last. When it has changed, its next probe takes
/// the slow path once. It changes when there is a newer reading of memory, and when somebody has begun to observe.
/// </summary>
static class SlowPathTick
{
    static int _current = 1;

    /// <summary>The number now; never 0.</summary>
    /// <remarks>It is volatile, as a loop of lines that only count has no call in it that would make the JIT load it again.</remarks>
    public static int Current => Volatile.Read(ref _current);

    /// <summary>Sends every line and every entry the slow path once. Safe from any thread.</summary>
    public static void Next()
    {
        int tick;
        do
            tick = Volatile.Read(ref _current);
        while (Interlocked.CompareExchange(ref _current, tick == -1 ? 1 : tick + 1, tick) != tick);
    }
}
