using MemoryProfiler.Benchmarks.Harness;
using MemoryProfiler.Benchmarks.Results;

namespace MemoryProfiler.Benchmarks.Sections;

/// <summary>The same programs measured in other ways, which give bytes per call but not per line.</summary>
static class OtherWays
{
    /// <summary>Measures and makes the table.</summary>
    public static ResultTable Measure(Effort effort)
    {
        var names = Builds.Aspect.Keys.ToArray();
        var times = Interleaved.Run(effort, [.. names.SelectMany(name => new[]
        {
            Builds.Plain.Programs[name], Builds.Woven.Programs[name], Builds.Bracketed[name], Builds.Aspect[name],
        })]);
        var rows = names.SelectMany((name, i) => new[]
        {
            Row(name, "this profiler, every line", Builds.Woven.Programs[name], times[4 * i + 1]),
            Row(name, "counter read by hand around each call", Builds.Bracketed[name], times[4 * i + 2]),
            Row(name, "AspectInjector 2.7.3, Around", Builds.Aspect[name], times[4 * i + 3]),
        }.Select(row => row(Builds.Plain.Programs[name], times[4 * i])));
        return new ResultTable(
            "Other ways to count bytes",
            "Both others read the runtime's counter before and after each call of a marked method: `fib(20)` is 21,891 calls, the word count one. Bytes are those that the way of measuring itself adds to one run of the program.",
            ["program", "way", "× unwoven", "spread", "bytes added"],
            [.. rows]);
    }

    static Func<Action, double[], Row> Row(string name, string way, Action work, double[] times) => (plain, reference) =>
    {
        var ratio = Ratio.Of(times, reference);
        return new Row([name, way, ratio.ToString(), ratio.Spread, Invariant($"{Allocation.Of(work) - Allocation.Of(plain):#,0}")], ratio.Value);
    };
}
