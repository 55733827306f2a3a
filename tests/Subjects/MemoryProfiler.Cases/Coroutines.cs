namespace MemoryProfiler.Cases;

/// <summary>memory_profiler's program of two coroutines at once: there one's table counts the other's lines.</summary>
static class Coroutines
{
    public static void Run() => LoadAll().Wait();

    [Profile]
    static async Task<int> Load(int mb)
    {
        var a = new byte[mb * 1048576];
        await Task.Delay(50);
        var b = new byte[mb * 1048576];
        a = null;
        return b.Length;
    }

    [Profile]
    static async Task<int> LoadAll()
    {
        var r = await Load(20);
        var both = await Task.WhenAll(Load(10), Load(30));
        return r + both.Sum();
    }
}
