using MemoryProfiler;

MemoryReport.Print();

abstract class Shape
{
    [Profile]
    public abstract void Area();

    [Profile(MaxAllocated = "1 KB")]
    public static void Draw()
    {
    }
}
