using MemoryProfiler;

MemoryReport.Print();

abstract class Shape
{
    [Profile]
    public abstract void Area();

    [Profile]
    public static async Task<int> LoadAsync()
    {
        await Task.Yield();
        return 1;
    }

    [Profile]
    public static IEnumerable<int> Points()
    {
        yield return 1;
    }

    [Profile(MaxAllocated = "1 KB")]
    public static void Draw()
    {
    }
}
