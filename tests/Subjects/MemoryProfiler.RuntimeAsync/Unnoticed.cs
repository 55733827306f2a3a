namespace MemoryProfiler.RuntimeAsync;

/// <summary>Code that is not profiled awaits a struct, of which the runtime tells that struct alone: no call may be mixed with another.</summary>
static class Unnoticed
{
    const int Count = 400;

    public static void Run()
    {
        for (var round = 0; round < 2; round++)
        {
            MemoryReport.Reset();
            for (var i = 0; i < Count; i++)
            {
                var gate = new Gate();
                var call = Awaits(gate);
                Plain();
                gate.Open();
                Plain();
                call.Wait();
            }
            // What runs once is not optimised yet.
            Thread.Sleep(200);
        }
        Checks.Equal("calls of what is awaited unnoticed", Count, Figures.Of("Awaits").Calls);
        Checks.Equal("bytes of its first line", Count * 1_024L, Figures.Of("Awaits").Line("var a").AllocatedBytes);
        Checks.Equal("bytes of its last line", Count * 1_024L, Figures.Of("Awaits").Line("return a").AllocatedBytes);
        Checks.Equal("what runs between belongs to nobody else", 0L, Figures.Of("Awaits").AllocatedBytes - Figures.Of("Awaits").SelfAllocatedBytes);
        Checks.Equal("bytes of what runs between", 2 * Count * 10_024L, Figures.Of("Plain").AllocatedBytes);
    }

    [Profile]
    static void Plain() => GC.KeepAlive(Made.Bytes(10_000));

    [Profile]
    static async Task<int> Awaits(Gate gate)
    {
        var a = Made.Bytes(1_000);
        await NotProfiled(gate);
        return a.Length + Made.Bytes(1_000).Length;
    }

    static async Task NotProfiled(Gate gate)
    {
        await Task.CompletedTask;
        await new Turnstile(gate, 1);
    }
}
