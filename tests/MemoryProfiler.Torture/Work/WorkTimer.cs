using System.Diagnostics;

namespace MemoryProfiler.Torture.Work;

/// <summary>Says what a piece of work takes once the JIT has optimised it.</summary>
static class WorkTimer
{
    static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(5);
    static readonly TimeSpan _measured = TimeSpan.FromSeconds(4);

    /// <summary>Does it for some seconds, then again for some more.</summary>
    public static WorkTime Run(WorkRequest request)
    {
        var work = WorkRunner.Load(request);
        Repeat(work, _warmUp);
        return new WorkTime(Repeat(work, _measured).TotalMilliseconds);
    }

    // Processor time: whatever else the machine does is not the work's.
    static TimeSpan Repeat(Func<byte[]> work, TimeSpan least)
    {
        var start = Environment.CpuUsage.TotalTime;
        var end = start;
        var count = 0;
        // What mostly waits is not repeated until it has taken so much.
        var clock = Stopwatch.StartNew();
        for (; count < 2 || (end - start < least && clock.Elapsed < least * 3); end = Environment.CpuUsage.TotalTime)
        {
            work();
            count++;
        }
        return (end - start) / count;
    }
}
