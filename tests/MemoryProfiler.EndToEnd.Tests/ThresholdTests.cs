using System.Globalization;
using System.Text.RegularExpressions;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>Limits of whole processes, and what is left of one that runs out of memory.</summary>
public sealed partial class ThresholdTests
{
    const string Limit = "DOTNET_GCHeapHardLimit";
    const string HundredMiB = "0x6400000";
    const string LastReport = "MEMORYPROFILER_OPTIONS__LastReport";
    const int Runs = 8;

    [Fact]
    public async Task The_line_that_takes_the_working_set_above_the_limit_is_named_once_and_the_program_goes_on()
    {
        var run = await Programs.Start(CaseRun.Program, ["grow"]);

        run.ExitCode.ShouldBe(12);
        run.Output.ShouldBeEmpty();
        var said = Sentence().Match(run.ErrorLines.ShouldHaveSingleItem());
        said.Success.ShouldBeTrue(run.Error);
        double.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture).ShouldBeInRange(100, 112);
    }

    [Fact]
    public async Task Actions_of_a_threshold_save_the_report_and_throw_at_the_line()
    {
        using var folder = new TemporaryFolder();

        var run = await Programs.Start(CaseRun.Program, ["grow"],
            ("MEMORYPROFILER_OPTIONS__Actions", "savereport, throw"), ("MEMORYPROFILER_OPTIONS__ReportPath", folder.File("crossed-{pid}.json")));

        run.ExitCode.ShouldNotBe(12);
        run.ErrorLines[0].ShouldStartWith("Unhandled exception. MemoryProfiler.MemoryThresholdException: Growing.Grow() at Growing.cs:14: the working set is ");
        run.ErrorLines[1].ShouldMatch(@"^at MemoryProfiler\.Cases\.Growing\.Grow\(\) in .*Growing\.cs:line 14$");
        var grow = ProfileReport.Load(Directory.GetFiles(folder.Path).ShouldHaveSingleItem()).Method("Growing.Grow()");
        grow.Line("_kept.Add").Occurrences.ShouldBeInRange(5, 9);
    }

    [Fact]
    public async Task An_option_limits_the_whole_program_with_its_own_sentence_for_a_wrong_size()
    {
        using var folder = new TemporaryFolder();

        var run = await Programs.Start(CaseRun.Program, ["13", folder.File("report.json")],
            ("MEMORYPROFILER_OPTIONS__BreakAbove", "10 XB"), ("MEMORYPROFILER_LOG", "stderr"));

        run.ExitCode.ShouldBe(0);
        run.ErrorLines.ShouldHaveSingleItem().ShouldEndWith(
            "The environment variable MEMORYPROFILER_OPTIONS__BreakAbove=10 XB is not understood: write a number and a unit (B, KB, KiB, MB, MiB, GB, GiB, TB or TiB, where 1 KB is 1,024 bytes), for example \"64 KB\". The default is used, none.");
    }

    [Theory]
    [InlineData("leak", "Starving.Leak()", "_kept.Add")]
    [InlineData("leak-elsewhere", "Starving.LeakElsewhere()", "Fill(")]
    public async Task A_program_that_runs_out_of_memory_leaves_a_whole_report(string program, string method, string line)
    {
        for (var i = 0; i < Runs; i++)
        {
            using var folder = new TemporaryFolder();

            var run = await Programs.Start(CaseRun.Program, [program], (Limit, HundredMiB), (LastReport, folder.File("last.json")));

            run.ExitCode.ShouldNotBe(0, $"run {i}");
            var report = ProfileReport.Load(Directory.GetFiles(folder.Path).ShouldHaveSingleItem($"run {i}: {run.Error}"));
            report.Notes[0].ShouldStartWith("Taken when ");
            report.Method(method).Line(line).Occurrences.ShouldBePositive();
        }
    }

    [Fact]
    public async Task A_program_that_fills_most_of_its_memory_and_gives_it_back_is_left_alone()
    {
        for (var i = 0; i < Runs; i++)
        {
            using var folder = new TemporaryFolder();

            var run = await Programs.Start(CaseRun.Program, ["fill"], (Limit, HundredMiB), (LastReport, folder.File("last.json")));

            run.ShouldBe(new ProgramRun(0, "95\n", ""), $"run {i}");
            Directory.GetFiles(folder.Path).ShouldBeEmpty($"run {i}");
        }
    }

    [GeneratedRegex(@"^MemoryProfiler: Growing\.Grow\(\) at Growing\.cs:14: the working set is ([\d.]+) MiB, above the limit of 100\.0 MiB\.$")]
    private static partial Regex Sentence();
}
