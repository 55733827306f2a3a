using MemoryProfiler;

await Work.LoadAsync();
foreach (var _ in Work.Chunks(3))
{
}
MemoryReport.Print();

static class Work
{
    [Profile]
    public static async Task<int> LoadAsync()
    {
        var a = new byte[1000];
        await Task.Yield();
        var b = new byte[2000];
        return a.Length + b.Length;
    }

    [Profile]
    public static IEnumerable<byte[]> Chunks(int count)
    {
        for (var i = 0; i < count; i++)
            yield return new byte[1000];
    }
}
