namespace MemoryProfiler.RuntimeAsync;

/// <summary>Runs the checks; with the argument <c>costs</c>, says what calls cost.</summary>
static class Program
{
    static int Main(string[] arguments)
    {
        if (arguments is ["costs"])
        {
            Costs.Run();
            return 0;
        }
        using (Activities.Listen())
            Activities.Run();
        Shapes.Run();
        Limits.Run();
        Unnoticed.Run();
        Interleaved.Run();
        Interleaved.RunOnManyThreads();
        Checks.Equal("calls that were not recorded", 0, MemoryReport.Capture().Notes.Count(note => note.Contains("not recorded", StringComparison.Ordinal)));
        return Checks.HaveFailed ? 1 : 0;
    }
}
