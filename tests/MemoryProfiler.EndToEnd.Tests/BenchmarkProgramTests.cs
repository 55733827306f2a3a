namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>The benchmark program works from end to end; its times mean nothing here.</summary>
public sealed class BenchmarkProgramTests
{
    [Fact]
    public async Task Every_section_of_the_benchmark_gives_its_rows()
    {
        var run = await Programs.Start("MemoryProfiler.Benchmarks", ["--smoke", "memory", "probes", "programs", "debug", "off", "ways", "threads", "rules", "recording", "weaving"]);

        run.Error.ShouldBe("");
        run.ExitCode.ShouldBe(0);
        Rows(run.Output).ShouldBe(new Dictionary<string, int>
        {
            ["Memory of the counters"] = 2,
            ["Probes"] = 8,
            ["Whole programs, Release"] = 8,
            ["Whole programs, Debug"] = 7,
            ["Nothing recorded"] = 14,
            ["Other ways to count bytes"] = 6,
            ["Two threads"] = 4,
            ["Ten idle rules"] = 4,
            ["Recording memory over time"] = 3,
            ["Weaving"] = 3,
        });
        run.Output.ShouldContain("| bytes that all of these allocated |  | 0 B |  | ≤ 0 | yes |");
        run.Output.ShouldContain("| word count | this profiler, every line | ");
    }

    // Behind each heading: a table's header, its rule, its rows.
    static Dictionary<string, int> Rows(string output) => output.Split("## ").Skip(1).ToDictionary(
        section => section.Split('\n')[0],
        section => section.Split('\n').Count(line => line.StartsWith("| ", StringComparison.Ordinal)) - 2);
}
