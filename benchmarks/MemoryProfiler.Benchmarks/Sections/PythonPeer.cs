using MemoryProfiler.Benchmarks.Harness;
using MemoryProfiler.Benchmarks.Peers;
using MemoryProfiler.Benchmarks.Results;

namespace MemoryProfiler.Benchmarks.Sections;

/// <summary>memory_profiler on the same sieve.</summary>
static class PythonPeer
{
    const int Limit = 1_000;

    /// <summary>Measures and makes the table.</summary>
    public static ResultTable Measure(Effort effort)
    {
        using var python = PythonSieve.Start(effort.IsSmoke ? Limit / 10 : Limit);
        return new ResultTable(
            "memory_profiler",
            python is null
                ? "Skipped: no Python with memory_profiler was found (Debian: `python3-memory-profiler`)."
                : Invariant($"The sieve up to {Limit:#,0} in Python under memory_profiler (its default, psutil), and here: what a line takes longer because it is profiled. Both in turns, a run of theirs for each {effort.Rounds / Turns(effort)} rounds of ours."),
            ["profiler", "lines", "ns per line", "× ours"],
            python is null ? [] : Rows(effort, python));
    }

    static List<Row> Rows(Effort effort, PythonSieve python)
    {
        var profiled = Builds.Sieve(isProfiled: true, Limit);
        var plain = Builds.Sieve(isProfiled: false, Limit);
        var lines = ProbeCount.Of(profiled);
        var part = effort with { Rounds = effort.Rounds / Turns(effort) };
        var ours = new List<double[][]>();
        var theirs = new List<(double Profiled, double Plain)>();
        for (var turn = 0; turn < Turns(effort); turn++)
        {
            theirs.Add((python.Run(isProfiled: true), python.Run(isProfiled: false)));
            ours.Add(Interleaved.Run(turn == 0 ? part : part with { WarmUps = 0, QuietPasses = 0 }, [plain, profiled]));
        }
        var their = (theirs.Min(time => time.Profiled) - theirs.Min(time => time.Plain)) / python.Lines;
        var our = (ours.Min(times => times[1].Min()) - ours.Min(times => times[0].Min())) / lines;
        return
        [
            new Row(["this profiler", Invariant($"{lines:#,0}"), Invariant($"{our:0.00}"), "1"], 1),
            new Row(["memory_profiler", Invariant($"{python.Lines:#,0}"), Invariant($"{their:#,0}"), Invariant($"{their / our:#,0}")], their / our, Goal.AtLeast(5_000)),
        ];
    }

    static int Turns(Effort effort) => effort.IsSmoke ? 1 : 10;
}
