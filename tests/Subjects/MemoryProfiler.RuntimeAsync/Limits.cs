namespace MemoryProfiler.RuntimeAsync;

/// <summary>A limit of a call: what it allocates on all sides of its awaits counts.</summary>
static class Limits
{
    public static void Run()
    {
        Checks.Equal("a call within its limit", 1_000, Within(1_000, suspends: false).Result);
        Checks.Equal("the same, suspended", 1_000, Within(1_000, suspends: true).Result);
        Checks.Equal("a call over its limit fails", nameof(AllocationLimitExceededException), End(Within(200_000, suspends: false)));
        Checks.Equal("the same, suspended", nameof(AllocationLimitExceededException), End(Within(200_000, suspends: true)));
        Checks.Equal("an exception of its own stays", nameof(InvalidOperationException), End(Throws()));
    }

    static string End(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
            return "no exception";
        }
        catch (Exception e) when (e is AllocationLimitExceededException or InvalidOperationException)
        {
            return e.GetType().Name;
        }
    }

    [Profile, MaxAllocation("100 KB")]
    static async Task<int> Within(int size, bool suspends)
    {
        var half = Made.Bytes(size / 2);
        if (suspends)
            await Task.Yield();
        var other = Made.Bytes(size / 2);
        return half.Length + other.Length;
    }

    [Profile, MaxAllocation("100 KB")]
    static async Task Throws()
    {
        await Task.Yield();
        GC.KeepAlive(Made.Bytes(200_000));
        throw new InvalidOperationException();
    }
}
