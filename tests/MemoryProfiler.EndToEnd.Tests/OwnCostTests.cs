using System.Globalization;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>What a report says that the probes took, beside the time by which they make the same code slower.</summary>
public sealed class OwnCostTests
{
    const double Factor = 1.5;

    // Others run on this machine too: what is off in every comparison is wrong.
    const int Comparisons = 20;

    [Theory]
    [InlineData("hot", "loop")]
    [InlineData("hot", "calls")]
    [InlineData("hot", "allocations")]
    [InlineData("cold", "loop")]
    [InlineData("cold", "calls")]
    [InlineData("cold", "allocations")]
    public async Task The_estimate_of_what_the_profiler_costs_is_within_a_factor_of_one_and_a_half(string code, string shape)
    {
        foreach (var program in new[] { "MemoryProfiler.OwnCost", "MemoryProfiler.OwnCost.Optimized" })
        {
            var ratios = new List<double>();
            do
                ratios.Add(await ToldByTrue(program, code, shape));
            while (ratios.Count < Comparisons && ratios[^1] is not (>= 1 / Factor and <= Factor));
            ratios[^1].ShouldBeInRange(1 / Factor, Factor, $"{program}, told by true: {string.Join(", ", ratios)}");
        }
    }

    static async Task<double> ToldByTrue(string program, string code, string shape)
    {
        var run = await Programs.Start(program, [code, shape]);
        run.Error.ShouldBeEmpty();
        var figures = run.Output.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return figures[0] / figures[1];
    }
}
