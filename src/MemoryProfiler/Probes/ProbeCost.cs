using System.Diagnostics;

namespace MemoryProfiler.Probes;

/// <summary>Times the probes as they run in this process at this moment.</summary>
static class ProbeCost
{
    const int LinesPerCall = 8;
    const int Calls = 250;
    const int Batches = 5;

    /// <summary>Nanoseconds of one probe (enter, line and exit averaged): the quickest of a few batches, as every other is slowed by something else.</summary>
    public static double Measure()
    {
        if (!ProfilerSwitch.IsOn)
            return 0;
        var best = long.MaxValue;
        for (var batch = 0; batch < Batches; batch++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var call = 0; call < Calls; call++)
                Run();
            best = Math.Min(best, Stopwatch.GetTimestamp() - start);
        }
        return best * 1e9 / Stopwatch.Frequency / (Calls * (LinesPerCall + 2));
    }

    /// <summary>Runs every probe once, so that what the runtime allocates to prepare them falls into the profiler's own time.</summary>
    public static void Warm() => Run();

    static void Run()
    {
        var activation = Probe.Enter(MethodNumbers.Calibration, 2);
        for (var line = 0; line < LinesPerCall; line++)
            Probe.Line(activation, 1);
        Probe.Exit(activation);
    }
}
