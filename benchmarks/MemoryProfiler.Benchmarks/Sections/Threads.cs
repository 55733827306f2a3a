using MemoryProfiler.Benchmarks.Harness;
using MemoryProfiler.Benchmarks.Results;

namespace MemoryProfiler.Benchmarks.Sections;

/// <summary>What two threads in profiled code do in the time of one.</summary>
static class Threads
{
    static readonly string[] _programs = ["sieve 100k", "fib(20)"];

    /// <summary>Measures and makes the table.</summary>
    public static ResultTable Measure(Effort effort)
    {
        using var one = new Team(1);
        using var two = new Team(2);
        var works = _programs.SelectMany(name => new[] { Builds.Plain.Programs[name], Builds.Woven.Programs[name] }).ToArray();
        Interleaved.WarmUp(effort, works);
        // So long that it does not matter on which processors the threads are woken: in 5 ms unwoven ones did 1.78 times the work.
        var time = 50 * effort.Batch;
        var rounds = Math.Max(3, effort.Rounds / 5);
        var times = Interleaved.Run(rounds, [.. works.SelectMany(work => new Func<double>[] { () => one.Run(work, time), () => two.Run(work, time) })]);
        var rows = works.Select((_, i) =>
        {
            var ratio = Ratio.Of(times[2 * i], times[2 * i + 1]);
            var isProfiled = i % 2 == 1;
            return new Row([_programs[i / 2], isProfiled ? "profiled" : "unwoven", ratio.ToString(), ratio.Spread], ratio.Value, isProfiled ? Goal.AtLeast(1.8) : null);
        });
        return new ResultTable(
            "Two threads",
            "The work that two threads do in the time in which one does its own. When the machine gives a processor to others, two threads have one: what it gives at all shows in the unwoven rows.",
            ["program", "build", "× the work of one", "spread"],
            [.. rows]);
    }
}
