namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>Assertions many times over, in processes with each kind of collector and code. No verdict may be wrong.</summary>
public sealed class AssertingTests
{
    const string Debug = "MemoryProfiler.Asserting";
    const string Optimized = "MemoryProfiler.Asserting.Optimized";

    [Theory]
    [InlineData(Debug, "0")]
    [InlineData(Debug, "1")]
    [InlineData(Optimized, "0")]
    [InlineData(Optimized, "1")]
    public async Task No_limit_fails_or_passes_falsely_beside_background_collections_and_other_threads(string program, string server)
    {
        var run = await Programs.Start(program, ["sync", "2000"], ("DOTNET_gcServer", server));

        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldStartWith("0 false failures, 0 false passes, ");
        run.Output.ShouldEndWith(", mode restored: True\n");
        int.Parse(run.Output.Split(' ')[6], null).ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData(Debug, "1000 flows allocated 6264 B\n")]
    [InlineData(Optimized, "1000 flows allocated 6240 B\n")]
    public async Task A_thousand_flows_at_once_are_counted_to_the_byte(string program, string output) =>
        (await Programs.Start(program, ["async", "1000"])).ShouldBe(new ProgramRun(0, output, ""));

    [Theory]
    [InlineData(Debug, "0")]
    [InlineData(Debug, "1")]
    [InlineData(Optimized, "0")]
    [InlineData(Optimized, "1")]
    public async Task An_assertion_that_an_object_is_collected_is_right_in_every_run(string program, string tieredCompilation)
    {
        var run = await Programs.Start(program, ["collected", "100"], ("DOTNET_TieredCompilation", tieredCompilation));

        run.ShouldBe(new ProgramRun(0, """
            free: 100 of 100
            static: 100 of 100
            event: 100 of 100
            timer: 100 of 100
            task: 100 of 100
            closure: 100 of 100
            free, async: 100 of 100
            static, async: 10 of 10

            """, ""));
    }

    [Fact]
    public async Task Two_processes_that_write_baselines_into_one_file_lose_none()
    {
        var folder = Directory.CreateTempSubdirectory("baselines").FullName;
        string[] Arguments(string prefix) => ["baselines", Path.Combine(folder, "OrderTests.cs"), prefix, "60"];

        var written = await Task.WhenAll(
            Programs.Start(Debug, Arguments("first"), ("MEMORYPROFILER_BASELINE", "update")),
            Programs.Start(Debug, Arguments("second"), ("MEMORYPROFILER_BASELINE", "update")));
        var compared = await Task.WhenAll(Programs.Start(Debug, Arguments("first")), Programs.Start(Debug, Arguments("second")));
        var files = Directory.GetFiles(folder).Select(Path.GetFileName).ToList();
        Directory.Delete(folder, recursive: true);

        written.ShouldAllBe(run => run == new ProgramRun(0, "0 of 60 failed\n", ""));
        compared.ShouldAllBe(run => run == new ProgramRun(0, "0 of 60 failed\n", ""));
        files.ShouldBe(["OrderTests.memory.json"]);
    }

    [Fact]
    public async Task Code_that_allocates_only_until_it_is_optimised_passes_and_says_so()
    {
        var run = await Programs.Start(Optimized, ["tiers"]);

        run.ShouldBe(new ProgramRun(0, """
            0 B
            A call allocated 112 B in code compiled quickly (tier 0) and 0 B once it was optimised (tier 1); the latter counts.

            """, ""));
    }
}
