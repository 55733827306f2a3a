using System.Runtime.InteropServices;

namespace MemoryProfiler.TypeLines;

/// <summary>The processor time of the thread that allocates, on Linux. What reads the samples is another thread's.</summary>
static partial class ThreadTime
{
    const int OfThread = 3;
    const int Objects = 6_000_000;
    const int Rounds = 5;

    /// <summary>The least of some rounds, after as many that are not counted.</summary>
    public static double NanosecondsPerObject() =>
        Enumerable.Range(0, 2 * Rounds).Select(_ => Round()).Skip(Rounds).Min();

    static double Round()
    {
        var before = Now();
        Shapes.Run("calls", Objects);
        return (double)(Now() - before) / Objects;
    }

    static long Now()
    {
        if (GetTime(OfThread, out var time) != 0)
            throw new PlatformNotSupportedException("The processor time of a thread is read on Linux alone.");
        return time.Seconds * 1_000_000_000 + time.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
