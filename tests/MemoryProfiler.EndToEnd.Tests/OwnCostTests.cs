using System.Globalization;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>What a report says that the probes took, beside the time by which they make the same code slower.</summary>
public sealed class OwnCostTests
{
    const double Factor = 1.5;

    // A processor does some probes of a short loop while it waits for the program's own results, and a probe in a loop of
    // probes costs more.
    const double LoopFactor = 2;
    const double LoopNanoseconds = 4;
    const int HotTurns = 20_000;

    // Others run on this machine too: what is off in every comparison is wrong.
    const int Comparisons = 20;

    [Theory]
    [InlineData("hot", "loop")]
    [InlineData("hot", "calls")]
    [InlineData("hot", "allocations")]
    [InlineData("cold", "loop")]
    [InlineData("cold", "calls")]
    [InlineData("cold", "allocations")]
    public async Task The_estimate_of_what_the_profiler_costs_is_within_a_factor_of_one_and_a_half_and_may_be_more_in_a_short_loop(string code, string shape)
    {
        foreach (var program in new[] { "MemoryProfiler.OwnCost", "MemoryProfiler.OwnCost.Optimized" })
        {
            var comparisons = new List<(double Told, double Truth)>();
            do
                comparisons.Add(await Compare(program, code, shape));
            while (comparisons.Count < Comparisons && !IsRight(code, shape, comparisons[^1].Told, comparisons[^1].Truth));
            IsRight(code, shape, comparisons[^1].Told, comparisons[^1].Truth).ShouldBeTrue($"{program}, told and true: {string.Join(", ", comparisons)}");
        }
    }

    [Theory]
    [InlineData("MemoryProfiler.OwnCost")]
    [InlineData("MemoryProfiler.OwnCost.Optimized")]
    public async Task The_probes_are_those_that_users_get(string program)
    {
        var run = await Programs.Start(program, ["library"]);
        run.Output.Trim().ShouldBe("release");
    }

    static bool IsRight(string code, string shape, double told, double truth) => (told / truth) is >= 1 / Factor and <= Factor
        || (code == "hot" && shape == "loop" && told > truth && (told <= truth * LoopFactor || told - truth <= LoopNanoseconds * HotTurns));

    static async Task<(double Told, double Truth)> Compare(string program, string code, string shape)
    {
        var run = await Programs.Start(program, [code, shape]);
        run.Error.ShouldBeEmpty();
        var figures = run.Output.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return (figures[0], figures[1]);
    }
}
