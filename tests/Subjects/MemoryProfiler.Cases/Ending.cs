namespace MemoryProfiler.Cases;

/// <summary>Ways for a process to end inside a profiled method.</summary>
static class Ending
{
    [Profile]
    public static void Exit()
    {
        var block = new byte[1000];
        Environment.Exit(block.Length / 100 - 3);
    }

    [Profile]
    public static void Crash()
    {
        var block = new byte[1000];
        throw new InvalidOperationException($"{block.Length} bytes were enough");
    }
}
