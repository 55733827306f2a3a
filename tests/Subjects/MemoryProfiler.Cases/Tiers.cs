namespace MemoryProfiler.Cases;

/// <summary>An array that the optimiser puts on the stack once it has seen the method run often enough.</summary>
static class Tiers
{
    // Only against a runtime that never optimises it.
    const int MaxColdCalls = 5_000;

    [Profile]
    static int Sum(int n)
    {
        int[] cells = [n, n + 1, n + 2];
        return cells[0] + cells[1] + cells[2];
    }

    public static void Run()
    {
        var calls = 0;
        while (IsCold() && ++calls < MaxColdCalls)
            Thread.Sleep(calls < 100 ? 0 : 1);
        for (var i = 0; i < 10 * Math.Max(calls, 100); i++)
            Sum(i);
    }

    static bool IsCold()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Sum(1);
        return GC.GetAllocatedBytesForCurrentThread() != before;
    }
}
