namespace MemoryProfiler.Endings;

/// <summary>Endings without a handler of the program's.</summary>
static class Ending
{
    /// <summary>Says the number of the process and waits for ever, inside a profiled method.</summary>
    [Profile]
    public static int Wait()
    {
        var block = new byte[3000];
        Console.WriteLine(Environment.ProcessId);
        Thread.Sleep(Timeout.Infinite);
        return block.Length;
    }

    public static int CrashOnThread()
    {
        var thread = new Thread(() => throw new InvalidOperationException("The thread throws."));
        thread.Start();
        thread.Join();
        return 0;
    }

    public static int WorkAtExit()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Work.End();
        return 4;
    }
}
