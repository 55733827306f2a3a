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
        var longer = effort with { Batch = 3 * effort.Batch };
        var works = _programs.SelectMany(name => new[] { Builds.Plain.Programs[name], Builds.Woven.Programs[name] }).ToArray();
        var times = Interleaved.Run(longer, [.. works.SelectMany(work => new Action[] { () => one.Run(work), () => two.Run(work) })]);
        var rows = works.Select((_, i) =>
        {
            // Two threads do twice the work.
            var ratio = Ratio.Of([.. times[2 * i].Select(time => 2 * time)], times[2 * i + 1]);
            var isProfiled = i % 2 == 1;
            return new Row([_programs[i / 2], isProfiled ? "profiled" : "unwoven", ratio.Best, ratio.Spread], ratio.OfBest, isProfiled ? Goal.AtLeast(1.8) : null);
        });
        return new ResultTable(
            "Two threads",
            "The work that two threads do in the time in which one does its own, each in its best round: when the machine gives a processor to others, two threads have one. What it gives at all shows in the unwoven rows.",
            ["program", "build", "× the work of one", "spread"],
            [.. rows]);
    }
}
