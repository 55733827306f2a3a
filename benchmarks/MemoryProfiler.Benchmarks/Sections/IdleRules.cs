using MemoryProfiler.Benchmarks.Harness;
using MemoryProfiler.Benchmarks.Results;

namespace MemoryProfiler.Benchmarks.Sections;

/// <summary>What rules on memory cost that are never crossed.</summary>
static class IdleRules
{
    const string NeverReached = "8 TB";

    static readonly string[] _programs = ["word count", "sieve 100k", "list of double[8]", "fib(20)"];
    static readonly List<MemoryThreshold> _rules = [];

    /// <summary>Measures and makes the table.</summary>
    public static ResultTable Measure(Effort effort)
    {
        // Rules come and go once a batch.
        var longer = effort with { Batch = 20 * effort.Batch, Rounds = Math.Max(3, effort.Rounds / 4) };
        var rows = _programs.Select(name =>
        {
            var times = Interleaved.Run(longer, [With(false, Builds.Woven.Programs[name]), With(true, Builds.Woven.Programs[name])]);
            var ratio = Ratio.Of(times[1], times[0]);
            return new Row([name, ratio.ToString(), ratio.Spread, ratio.Best], ratio.Value, Goal.AtMost(1.02));
        }).ToArray();
        Have(false);
        return new ResultTable(
            "Ten idle rules",
            "The profiled programs with ten rules of `MemoryThresholds` on the working set, the heap, calls, line visits, growth and collections, none of which is crossed, in proportion to the same without rules.",
            ["program", "× without rules", "spread", "best ÷ best"],
            rows);
    }

    static Action With(bool isWanted, Action work) => () =>
    {
        Have(isWanted);
        work();
    };

    static void Have(bool isWanted)
    {
        if (isWanted == _rules.Count > 0)
            return;
        if (isWanted)
        {
            foreach (var condition in Conditions())
                _rules.Add(MemoryThresholds.Add(condition));
            return;
        }
        _rules.ForEach(rule => rule.Remove());
        _rules.Clear();
    }

    static IEnumerable<ThresholdCondition> Conditions()
    {
        for (var i = 0; i < 2; i++)
        {
            yield return ThresholdCondition.WorkingSetAbove(NeverReached);
            yield return ThresholdCondition.ManagedHeapAbove(NeverReached);
            yield return ThresholdCondition.CallAbove(NeverReached);
            yield return ThresholdCondition.LineVisitAbove(NeverReached);
        }
        yield return ThresholdCondition.GrowthPerMinuteAbove(NeverReached);
        yield return ThresholdCondition.FullCollectionsPerMinuteAbove(int.MaxValue);
    }
}
