namespace MemoryProfiler.Asserting;

/// <summary>Many flows over the pool at once, each of five awaits.</summary>
static class AsyncRuns
{
    public static async Task Run(int count)
    {
        var flows = Enumerable.Range(0, count).Select(_ => Task.Run(() => MemoryAssert.AllocatesAtMostAsync("1 MB", FiveAwaits)));
        var measured = await Task.WhenAll(flows).ConfigureAwait(false);
        foreach (var group in measured.GroupBy(m => m.Bytes).OrderByDescending(group => group.Count()))
            Console.WriteLine($"{group.Count()} flows allocated {group.Key} B");
    }

    static async Task FiveAwaits()
    {
        for (var i = 0; i < 5; i++)
        {
            GC.KeepAlive(new byte[1_000]);
            await Task.Yield();
        }
        GC.KeepAlive(new byte[1_000]);
    }
}
