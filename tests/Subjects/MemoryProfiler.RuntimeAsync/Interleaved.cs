namespace MemoryProfiler.RuntimeAsync;

/// <summary>A thousand calls at once, each with an amount of its own.</summary>
static class Interleaved
{
    const int Count = 1_000;
    const int Header = 24;

    // From 0 to 8 * 999, each once.
    const long Sum = 8L * Count * (Count - 1) / 2;

    public static void Run()
    {
        var (first, second) = (Gates(), Gates());
        // Not the thousand: what the runtime keeps for a thread is made by the first.
        _ = Load(0, new Gate(), new Gate());
        MemoryReport.Reset();
        var calls = new Task[Count];
        for (var i = 0; i < Count; i++)
            calls[i] = Load(8 * i, first[i], second[i]);
        // In two orders, neither the one they began in.
        for (var i = 0; i < Count; i++)
            first[i * 7 % Count].Open();
        for (var i = 0; i < Count; i++)
            second[i * 13 % Count].Open();
        Task.WaitAll(calls);

        var load = Figures.Of("Load");
        Checks.Equal("interleaved calls", Count, load.Calls);
        Checks.Equal("bytes before the first await", (Count * Header) + Sum, load.Line("var a").AllocatedBytes);
        Checks.Equal("bytes between the awaits", (Count * Header) + (2 * Sum), load.Line("var b").AllocatedBytes);
        Checks.Equal("bytes behind the second", (Count * Header) + (3 * Sum), load.Line("var c").AllocatedBytes);
        Checks.Equal("visits of each await", (Count, Count), (load.Line("await first").Occurrences, load.Line("await second").Occurrences));
        Checks.Equal("the biggest call less the smallest", 6L * 8 * (Count - 1), load.MaxAllocatedBytes - load.MinAllocatedBytes);
        Checks.Equal("all calls, from the smallest", (Count * load.MinAllocatedBytes) + (6 * Sum), load.AllocatedBytes);
        Checks.Equal("bytes of all lines", load.AllocatedBytes, load.Lines.Sum(line => line.AllocatedBytes));
    }

    public static void RunOnManyThreads()
    {
        MemoryReport.Reset();
        Task.WaitAll(Enumerable.Range(0, Count).Select(i => Task.Run(() => Hop(8 * i))));
        var hop = Figures.Of("Hop");
        var step = Figures.Of("Step");
        Checks.Equal("calls on many threads", (Count, 3L * Count), (hop.Calls, step.Calls));
        Checks.Equal("bytes of the caller's own line", (Count * Header) + Sum, hop.Line("var a").AllocatedBytes);
        Checks.Equal("bytes of the callee's line, three times", 3 * ((Count * Header) + Sum), step.Line("return Made.Bytes").SelfAllocatedBytes);
        Checks.Equal("bytes of the callee on the caller's line", step.AllocatedBytes, hop.Line("await Step").AllocatedBytes - hop.Line("await Step").SelfAllocatedBytes);
    }

    static Gate[] Gates() => [.. Enumerable.Range(0, Count).Select(_ => new Gate())];

    [Profile]
    static async Task<int> Load(int size, Gate first, Gate second)
    {
        var a = Made.Bytes(size);
        await first;
        var b = Made.Bytes(2 * size);
        await second;
        var c = Made.Bytes(3 * size);
        return a.Length + b.Length + c.Length;
    }

    [Profile]
    static async Task<int> Hop(int size)
    {
        var a = Made.Bytes(size);
        var sum = a.Length;
        for (var i = 0; i < 3; i++)
            sum += (await Step(size)).Length;
        return sum;
    }

    [Profile]
    static async Task<byte[]> Step(int size)
    {
        await Task.Yield();
        return Made.Bytes(size);
    }
}
