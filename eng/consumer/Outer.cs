using MemoryProfiler;

Console.WriteLine(Unwoven.Sum());
MemoryReport.Print();

static class Unwoven
{
    [Profile]
    public static int Sum() => Core.Inner() + 1;
}
