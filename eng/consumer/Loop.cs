using MemoryProfiler;

Console.WriteLine(Work.Loop());
MemoryReport.Print();

static class Work
{
    [Profile]
    public static int Loop()
    {
        var total = 0;
        for (var i = 0; i < 1_000; i++)
        {
            var a = new byte[1000];
            total += a.Length;
        }
        return total;
    }
}
