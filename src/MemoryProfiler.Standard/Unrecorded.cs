using System.Runtime.InteropServices;

namespace MemoryProfiler;

/// <summary>Says why there is nothing: wherever a figure is asked for, and once on standard error where no report could say it.</summary>
static class Unrecorded
{
    static int _isSaid;

    /// <summary>The sentence that stands where figures would.</summary>
    public static string Note { get; } =
        $"Nothing was recorded: MemoryProfiler records in programs that are built for .NET 8 or later. This one runs on {RuntimeInformation.FrameworkDescription} with its library for .NET Standard, which only lets woven code run.";

    /// <summary>The report of a program in which nothing is recorded.</summary>
    public static ProfileReport Report() => new()
    {
        Methods = [],
        CapturedAt = DateTimeOffset.Now,
        Runtime = RuntimeInformation.FrameworkDescription,
        Metric = MemoryMetric.None,
        Cost = new ProfilerCost { Clock = AllocationClockKind.Gc, LedgerBytes = 0, NanosecondsPerProbe = 0, ProbeCount = 0 },
        Notes = [Note],
    };

    /// <summary>A recording of nothing.</summary>
    public static MemoryRecording Recording() => new()
    {
        Command = "",
        Start = DateTimeOffset.Now,
        Interval = TimeSpan.Zero,
        Duration = TimeSpan.Zero,
        Series = [],
        Notes = [Note],
    };

    /// <summary>Says it where the environment asks for a report at exit, which will not come.</summary>
    public static void SayIfReportIsAskedFor()
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("MEMORYPROFILER_REPORT")))
            Say();
    }

    /// <summary>Says it on standard error, once.</summary>
    public static void Say()
    {
        if (Interlocked.Exchange(ref _isSaid, 1) == 0)
            Console.Error.WriteLine("MemoryProfiler: " + Note);
    }
}
