namespace Shop;

/// <summary>What code allocates when it runs for the first time.</summary>
static class FirstUses
{
    public static long BytesOf(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
