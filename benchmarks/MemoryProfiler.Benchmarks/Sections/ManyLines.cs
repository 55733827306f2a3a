extern alias plain;

using MemoryProfiler.Benchmarks.Harness;
using MemoryProfiler.Benchmarks.Results;
using MemoryProfiler.Benchmarks.Weaving;

namespace MemoryProfiler.Benchmarks.Sections;

/// <summary>What a line costs in methods of few and of many lines, and whether the JIT still keeps objects from the heap.</summary>
static class ManyLines
{
    const int Reference = 30;

    static readonly (int Lines, Goal? Goal)[] _methods = [(10, null), (Reference, null), (60, null), (120, null), (250, Goal.AtMost(1.2)), (1_000, null)];

    /// <summary>Measures and makes the table.</summary>
    public static ResultTable Measure(Effort effort)
    {
        var (plain, woven) = LongMethods.Make(typeof(plain::MemoryProfiler.Benchmarks.Programs.Catalogue).Assembly.Location, _methods.Select(method => method.Lines));
        var works = _methods.Select(method => (Plain: plain.Of(method.Lines), Woven: woven.Of(method.Lines))).ToList();
        var times = Interleaved.Run(effort, [.. works.SelectMany(work => new[] { work.Plain, work.Woven })]);
        var reference = Added(Array.FindIndex(_methods, method => method.Lines == Reference));
        var rows = _methods.Select((method, i) =>
        {
            var (lines, goal) = method;
            var ratio = Ratio.OfDifference(times[2 * i + 1], times[2 * i], lines, reference);
            return new Row(
                [Invariant($"{lines:#,0}"), Bytes(works[i].Plain), Bytes(works[i].Woven), Invariant($"{new Series(Added(i)).Median:0.00}"), ratio.ToString(), ratio.Spread],
                ratio.Value, goal);
        }).ToList();
        var bytes = works.Sum(work => Math.Abs(Allocation.Of(work.Woven) - Allocation.Of(work.Plain)));
        rows.Add(new Row(["bytes that profiling adds to all of these", "", Invariant($"{bytes:#,0}"), "", "", ""], bytes, Goal.AtMost(0)));
        return new ResultTable(
            "Methods of many lines",
            "A method of so many lines `var p = new P(n, i); sum += p.Area();`, whose objects the JIT need not put on the heap as long as it inlines both calls, less the same method unwoven, by its lines; in proportion to the method of 30 lines. From some 45 probes on they are called, not inlined, so that there is room for what the program calls.",
            ["lines", "bytes, unwoven", "bytes, profiled", "ns a line", "× 30 lines", "spread"],
            rows);

        double[] Added(int i) => [.. times[2 * i + 1].Zip(times[2 * i], (measured, without) => (measured - without) / _methods[i].Lines)];
    }

    static string Bytes(Action work) => Invariant($"{Allocation.Of(work):#,0}");
}
