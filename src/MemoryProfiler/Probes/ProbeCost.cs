using System.Diagnostics;

namespace MemoryProfiler.Probes;

/// <summary>Times the probes as they run in this process at this moment.</summary>
static class ProbeCost
{
    const int LinesPerCall = 8;
    const int Calls = 250;
    const int Batches = 5;

    // With a slow metric read at every line a call takes milliseconds.
    static readonly long _slowCall = Stopwatch.Frequency / 1_000;

    /// <summary>Nanoseconds of one probe (enter, line and exit averaged): the quickest of a few batches, as every other is slowed by something else.</summary>
    public static double Measure()
    {
        if (!ProfilerSwitch.IsOn)
            return 0;
        var calls = Time(1) < _slowCall ? Calls : 1;
        var best = long.MaxValue;
        for (var batch = 0; batch < Batches; batch++)
            best = Math.Min(best, Time(calls));
        return best * 1e9 / Stopwatch.Frequency / (calls * (LinesPerCall + 2));
    }

    static long Time(int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++)
            Run();
        return Stopwatch.GetTimestamp() - start;
    }

    /// <summary>Runs every probe once, so that what the runtime allocates to prepare them falls into the profiler's own time.</summary>
    public static void Warm()
    {
        Run();
        var activation = Probe.Enter(MethodNumbers.Calibration, 2);
        Probe.HandOut(activation, MethodNumbers.Calibration);
        var owner = Probe.Share(activation, ownBytes: 0);
        Probe.ExitPart(Probe.EnterDelegate(MethodNumbers.Calibration, 2, 1, 0, owner));
        Probe.Exit(activation);
    }

    static void Run()
    {
        var activation = Probe.Enter(MethodNumbers.Calibration, 2);
        for (var line = 0; line < LinesPerCall; line++)
            Probe.Line(activation, 1);
        Probe.Exit(activation);
    }
}
