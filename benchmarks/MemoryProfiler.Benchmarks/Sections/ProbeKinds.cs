using MemoryProfiler.Benchmarks.Harness;
using MemoryProfiler.Benchmarks.Results;

namespace MemoryProfiler.Benchmarks.Sections;

/// <summary>What each kind of probe costs, in calls of the runtime's own counter.</summary>
static class ProbeKinds
{
    const int Calls = 1_600;

    static readonly (string Loop, string What, bool IsCall, Goal? Goal)[] _kinds =
    [
        ("allocate", "line probe, the line allocates an object", false, Goal.AtMost(0.8)),
        ("call", "line probe, the line calls a method", false, Goal.AtMost(0.8)),
        ("compute", "line probe, the line is proven not to allocate", false, Goal.AtMost(0.2)),
        ("enter", "entry and exit", true, Goal.AtMost(3.5)),
        ("enter nested", "entry and exit, the caller is profiled too", true, Goal.AtMost(3.5)),
        ("enter line", "entry, one line and exit", true, null),
    ];

    static long _sum;

    /// <summary>Measures and makes the table.</summary>
    public static ResultTable Measure(Effort effort)
    {
        var rows = new List<Row>();
        var counters = new List<double>();
        foreach (var kind in _kinds)
        {
            var times = Interleaved.Run(effort, [ReadCounter, Builds.Plain.Loops[kind.Loop], Builds.Woven.Loops[kind.Loop]]);
            var counter = times[0].Select(time => time / Calls).ToArray();
            var nanoseconds = new Series(counter).Median;
            counters.Add(nanoseconds);
            var ratio = Ratio.OfDifference(times[2], times[1], ProbesOf(kind.Loop), counter);
            rows.Add(new Row([kind.What, Invariant($"{ratio.Value * nanoseconds:0.00}"), ratio.ToString(), ratio.Spread], ratio.Value, kind.Goal));
        }
        rows.Insert(0, new Row(["GC.GetAllocatedBytesForCurrentThread()", Invariant($"{new Series(counters).Median:0.00}"), "1.00", ""], 1));
        var bytes = _kinds.Sum(kind => Math.Abs(Allocation.Of(Builds.Woven.Loops[kind.Loop]) - Allocation.Of(Builds.Plain.Loops[kind.Loop])));
        rows.Add(new Row(["bytes that all of these allocated", "", Invariant($"{bytes:#,0} B"), ""], bytes, Goal.AtMost(0)));
        return new ResultTable(
            "Probes",
            "A loop of 32 equal lines, less the same loop unwoven, divided by the probes it ran. \"Entry and exit\" is a call of a method that does nothing but might allocate, profiled without its lines, less the same call unwoven.",
            ["probe", "ns", "× the runtime's counter", "spread"],
            rows);
    }

    // Where an entry and an exit are one, calls are counted.
    static long ProbesOf(string loop) => _kinds.Single(kind => kind.Loop == loop).IsCall ? Builds.Turns : ProbeCount.Of(Builds.Woven.Loops[loop]);

    static void ReadCounter()
    {
        var sum = 0L;
        for (var i = 0; i < Calls; i += 8)
        {
            sum += GC.GetAllocatedBytesForCurrentThread();
            sum += GC.GetAllocatedBytesForCurrentThread();
            sum += GC.GetAllocatedBytesForCurrentThread();
            sum += GC.GetAllocatedBytesForCurrentThread();
            sum += GC.GetAllocatedBytesForCurrentThread();
            sum += GC.GetAllocatedBytesForCurrentThread();
            sum += GC.GetAllocatedBytesForCurrentThread();
            sum += GC.GetAllocatedBytesForCurrentThread();
        }
        _sum = sum;
    }
}
