using System.Collections.Concurrent;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>The runtime's own table of casts, which grows on the thread that asks, at a time that depends on addresses.</summary>
public sealed class CastTests
{
    [Fact]
    public async Task Twenty_runs_of_one_program_agree_to_the_byte()
    {
        var outputs = new ConcurrentBag<string>();

        await Parallel.ForAsync(0, 20, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (_, _) =>
        {
            var run = await Programs.Start(CaseRun.Program, ["casts"]);
            run.Error.ShouldBeEmpty();
            outputs.Add(run.Output.Trim());
        });

        outputs.Count.ShouldBe(20);
        outputs.Distinct().Count().ShouldBe(1, string.Join(Environment.NewLine, outputs.Distinct()));
    }

    [Fact]
    public async Task A_line_on_which_the_table_grows_all_the_same_is_named_with_the_bytes()
    {
        var report = (await CaseRun.Of("grown-casts")).Report;

        var line = report.Method("Casts.Grow()").Line("var asked");
        // From 512 entries to 1,024.
        line.AllocatedBytes.ShouldBe(24_624);
        report.Notes.ShouldContain($"The runtime's table of casts grew meanwhile: 24,624 B of Casts.cs:{line.LineNumber} in Casts.Grow() seem to be its and not the program's. It grows a few times in a process at most, in some runs on one line and in others on another.");
    }
}
