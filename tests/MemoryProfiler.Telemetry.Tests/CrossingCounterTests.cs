using MemoryProfiler.Telemetry.Tests.Support;

namespace MemoryProfiler.Telemetry.Tests;

public sealed class CrossingCounterTests
{
    [Fact]
    public void A_crossing_is_counted_with_its_condition_and_method()
    {
        using var heard = new Heard();
        var rules = new[] { ThresholdCondition.CallAbove("1023 B"), ThresholdCondition.LineVisitAbove("1023 B") }
            .Select(condition => MemoryThresholds.Add(condition, ThresholdActions.None)).ToList();
        try
        {
            Samples.Leaf();
            Samples.Leaf();
        }
        finally
        {
            rules.ForEach(rule => rule.Remove());
        }

        heard.Of("memoryprofiler.threshold.crossings").Select(crossing => crossing.Value).ShouldBe([1, 1]);
        heard.TagsOf("memoryprofiler.threshold.crossings").ShouldBe(
        [
            new() { ["memoryprofiler.condition"] = "call", ["code.function.name"] = Samples.Namespace + "Leaf", ["memoryprofiler.method"] = "Samples.Leaf()" },
            new() { ["memoryprofiler.condition"] = "line_visit", ["code.function.name"] = Samples.Namespace + "Leaf", ["memoryprofiler.method"] = "Samples.Leaf()" },
        ]);
    }
}
