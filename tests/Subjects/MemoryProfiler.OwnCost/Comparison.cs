using System.Diagnostics;

namespace MemoryProfiler.OwnCost;

/// <summary>Runs the same code with and without probes by turns.</summary>
static class Comparison
{
    const int Rounds = 61;
    const int HotTurns = 20_000;
    const int ColdTurns = 500;

    // Code is optimised when nothing new has been compiled for 100 ms.
    const int ColdMilliseconds = 60;
    const int WarmMilliseconds = 700;

    /// <summary>In code that runs as it always will.</summary>
    public static (double Told, double Truth) Hot(Action<int> plain, Action<int> woven)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalMilliseconds < WarmMilliseconds;)
        {
            plain(HotTurns / 10);
            woven(HotTurns / 10);
        }
        MemoryReport.Reset();
        var differences = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
            differences[round] = -Time(plain, HotTurns) + Time(woven, HotTurns);
        var told = Told();
        Array.Sort(differences);
        return (told / Rounds, differences[Rounds / 2]);
    }

    /// <summary>In code that was just compiled.</summary>
    public static (double Told, double Truth) Cold(Action<int> plain, Action<int> woven)
    {
        plain(1);
        woven(1);
        MemoryReport.Reset();
        var differences = new List<double>();
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalMilliseconds < ColdMilliseconds;)
            differences.Add(-Time(plain, ColdTurns) + Time(woven, ColdTurns));
        var told = Told();
        differences.Sort();
        return (told / differences.Count, differences[differences.Count / 2]);
    }

    static double Told()
    {
        var cost = MemoryReport.Capture().Cost;
        return cost.ProbeCount * cost.NanosecondsPerProbe;
    }

    static double Time(Action<int> run, int turns)
    {
        var start = Stopwatch.GetTimestamp();
        run(turns);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }
}
