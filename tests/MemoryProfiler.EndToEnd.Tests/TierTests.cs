using System.Globalization;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>What a line allocates before and after the JIT has optimised it.</summary>
public sealed class TierTests
{
    [Fact]
    public async Task A_line_whose_array_moves_to_the_stack_is_told_apart_cold_and_hot()
    {
        // With a reading at every line the latest visits are known exactly, not to a tick.
        var run = await CaseRun.Of("tiers",
            ("MEMORYPROFILER_OPTIONS__WorkingSetMode", "EveryLine"), ("MEMORYPROFILER_OPTIONS__Metric", "ManagedHeap"),
            ("DOTNET_TieredCompilation", "1"), ("DOTNET_TieredPGO", "0"), ("DOTNET_TC_CallCountingDelayMs", "0"));

        var line = run.Report.Method("Tiers.Sum(int n)").Line("int[] cells");
        line.FirstVisitBytes.ShouldBe(40);
        line.LaterBytesPerVisit.ShouldBe(0);
        (line.AllocatedBytes % 40).ShouldBe(0);
        line.AllocatedBytes.ShouldBeInRange(80, 40 * (line.Occurrences / 10));
        run.Text.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"\n\nLine {line.LineNumber}: 40 B per visit at first, 0 B later.\n\n\n"));
    }

    [Fact]
    public async Task A_line_whose_array_moves_to_the_stack_never_allocates_where_it_is_optimised_from_the_start()
    {
        var run = await CaseRun.Of("tiers", ("DOTNET_TieredCompilation", "0"));

        var line = run.Report.Method("Tiers.Sum(int n)").Line("int[] cells");
        (line.FirstVisitBytes, line.LaterBytesPerVisit, line.AllocatedBytes).ShouldBe((0, 0, 0));
        run.Text.ShouldNotContain("per visit at first");
    }

    [Theory]
    [InlineData("MemoryProfiler.TopLevel", true)]
    [InlineData("MemoryProfiler.TopLevel.Optimized", false)]
    public async Task An_assembly_that_is_never_optimised_is_named(string program, bool isNamed)
    {
        using var folder = new TemporaryFolder();

        var run = await Programs.Start(program, [folder.File("report.json")]);

        run.ShouldBe(new ProgramRun(0, "", ""));
        ProfileReport.Load(folder.File("report.json"))
            .Notes.Contains($"Built without optimisation: {program}. Built with it (-c Release), lines may allocate less than shown here.")
            .ShouldBe(isNamed);
    }
}
