using MemoryProfiler.Benchmarks.Harness;
using MemoryProfiler.Benchmarks.Results;

namespace MemoryProfiler.Benchmarks.Sections;

/// <summary>What whole programs take when they are profiled.</summary>
static class WholePrograms
{
    // Milliseconds, where the others take microseconds: measured once, or all would take more than five minutes.
    const string LargeTrees = "binary trees, 524,287 nodes";

    static readonly Dictionary<string, Goal> _goals = new()
    {
        ["word count"] = Goal.AtMost(1.10),
        ["JSON round trip"] = Goal.AtMost(1.10),
        ["sieve 100k"] = Goal.AtMost(2.5),
        ["list of double[8]"] = Goal.AtMost(1.8),
        [LargeTrees] = Goal.AtMost(3.5),
    };

    static readonly string[] _withDisabledGoal = ["word count", "JSON round trip", "sieve 100k", "list of double[8]"];

    /// <summary>Measures and makes the table of a Release build.</summary>
    public static ResultTable Release(Effort effort) => Profiled(effort, "Whole programs, Release", "Profiled in proportion to unwoven. The large trees outlive collections, as objects of real programs do; the small ones never meet one, and nothing but calls and allocations is left to compare with.", Builds.Woven, Builds.Plain, _goals, withLargeTrees: true);

    /// <summary>Measures and makes the table of a Debug build.</summary>
    public static ResultTable Debug(Effort effort) => Profiled(effort, "Whole programs, Debug", "The same, compiled for debugging, so that the JIT optimises neither the program nor the calls of its probes.", Builds.WovenDebug, Builds.PlainDebug, [], withLargeTrees: false);

    /// <summary>Makes the table of a process in which nothing is recorded.</summary>
    /// <param name="measurements">What <see cref="MeasureDisabled"/> answered there.</param>
    public static ResultTable Disabled(IEnumerable<ProgramTime> measurements) => new(
        "Nothing recorded",
        "The same woven programs under `MEMORYPROFILER=off`, which leaves of each probe what the JIT cannot remove.",
        ["program", "build", "unwoven, µs", "× unwoven", "spread", "best ÷ best"],
        [.. measurements.Select(time => new Row(
            [time.Program, time.IsRelease ? "Release" : "Debug", Microseconds(time.UnwovenNanoseconds), time.Ratio.ToString(), time.Ratio.Spread, time.Ratio.Best],
            time.Ratio.Value,
            time.IsRelease && _withDisabledGoal.Contains(time.Program) ? Goal.AtMost(1.03) : null))]);

    /// <summary>Measures in this process, whose probes are expected to be off.</summary>
    public static IEnumerable<ProgramTime> MeasureDisabled(Effort effort) =>
        [.. Measure(effort, Builds.Woven, Builds.Plain, isRelease: true), .. Measure(effort, Builds.WovenDebug, Builds.PlainDebug, isRelease: false)];

    static ResultTable Profiled(Effort effort, string title, string text, Build woven, Build plain, Dictionary<string, Goal> goals, bool withLargeTrees)
    {
        var rows = Measure(effort, woven, plain, isRelease: true, withLargeTrees).Select(time =>
        {
            var probes = ProbeCount.Of(woven.Programs[time.Program]);
            var nanoseconds = time.UnwovenNanoseconds * (time.Ratio.Value - 1) / probes;
            return new Row(
                [time.Program, Microseconds(time.UnwovenNanoseconds), Invariant($"{probes:#,0}"), Invariant($"{nanoseconds:0.0}"), time.Ratio.ToString(), time.Ratio.Spread, time.Ratio.Best],
                time.Ratio.Value,
                goals.GetValueOrDefault(time.Program));
        });
        return new ResultTable(title, text, ["program", "unwoven, µs", "probes", "ns per probe", "× unwoven", "spread", "best ÷ best"], [.. rows]);
    }

    static IEnumerable<ProgramTime> Measure(Effort effort, Build woven, Build plain, bool isRelease, bool withLargeTrees = false)
    {
        // Batches that meet many collections each: what allocates the same again and again meets them at the same place of every round.
        var longer = effort with { Batch = 25 * effort.Batch, Rounds = Math.Max(3, effort.Rounds / 8) };
        foreach (var name in plain.Programs.Keys.Where(name => withLargeTrees || name != LargeTrees))
        {
            // Each program by itself: in turns with others the first of two batches collects what another program left behind.
            var times = Interleaved.Run(longer, [plain.Programs[name], woven.Programs[name]]);
            yield return new ProgramTime(name, isRelease, new Series(times[0]).Median, Ratio.Of(times[1], times[0]));
        }
    }

    static string Microseconds(double nanoseconds) => Invariant($"{nanoseconds / 1_000:#,0}");
}
