namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>Switches that need no line of code, and reports of processes however they end.</summary>
public sealed class EnvironmentTests
{
    const string Report = "MEMORYPROFILER_REPORT";

    [Fact]
    public async Task A_dash_prints_the_table_of_a_program_that_never_asks_for_a_report()
    {
        var run = await Programs.Start(CaseRun.Program, ["silent"], (Report, "-"));

        run.ExitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        run.Output.ShouldContain("Method:   Case01.Build()   1 call, 109.2 MiB allocated");
        run.Output.ShouldContain("Largest lines, without profiled callees:\n   100.0 MiB  Case01.cs:10 ");
    }

    [Fact]
    public async Task What_a_dash_prints_is_chosen_by_variables_too()
    {
        var run = await Programs.Start(CaseRun.Program, ["silent"], (Report, "-"), ("MEMORYPROFILER_OPTIONS__PrintTop", "0"));

        run.ExitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        run.Output.ShouldStartWith("And 1 more method, 109.2 MiB self: MemoryReport.Print(o => o.Top = int.MaxValue) or MEMORYPROFILER_REPORT=report.txt shows it.\n\nLargest lines, without profiled callees:\n");
    }

    [Fact]
    public async Task Without_a_switch_a_program_that_asks_for_nothing_prints_nothing()
    {
        var run = await Programs.Start(CaseRun.Program, ["silent"]);

        run.ShouldBe(new ProgramRun(0, "", ""));
    }

    [Fact]
    public async Task A_path_in_the_variable_has_the_report_written_there_at_the_end()
    {
        using var folder = new TemporaryFolder();

        var run = await Programs.Start(CaseRun.Program, ["silent"], (Report, folder.File("report.json")));

        run.ShouldBe(new ProgramRun(0, "", ""));
        ProfileReport.Load(folder.File("report.json")).Method("Case01.Build()").Line("var table").AllocatedBytes.ShouldBe(104_857_624);
    }

    [Fact]
    public async Task A_relative_path_is_below_the_folder_the_program_was_started_in()
    {
        using var start = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, start.File("report.json"));

        var run = await Programs.Start(CaseRun.Program, ["wander", elsewhere.Path], (Report, relative));

        run.ShouldBe(new ProgramRun(0, "", ""));
        ProfileReport.Load(start.File("report.json")).Method("Case01.Build()").Calls.ShouldBe(1);
    }

    [Fact]
    public async Task The_process_and_the_time_can_be_in_the_path_of_a_report()
    {
        using var folder = new TemporaryFolder();

        var run = await Programs.Start(CaseRun.Program, ["silent"], (Report, folder.File("{PID}-{time}.json")));

        run.ShouldBe(new ProgramRun(0, "", ""));
        Path.GetFileName(Directory.GetFiles(folder.Path).ShouldHaveSingleItem()).ShouldMatch(@"^\d+-\d{8}-\d{6}\.json$");
    }

    [Fact]
    public async Task A_report_of_a_crossing_that_cannot_be_written_is_one_sentence_without_the_log()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "");
        var target = Path.Combine(folder.Path, "file", "x.txt");

        var run = await Programs.Start(CaseRun.Program, ["grow"],
            ("MEMORYPROFILER_OPTIONS__BreakAbove", "100 MB"), ("MEMORYPROFILER_OPTIONS__Actions", "SaveReport"), ("MEMORYPROFILER_OPTIONS__ReportPath", target));

        run.ExitCode.ShouldBe(12);
        // One for the option's rule and one for that of the method's mark.
        run.ErrorLines.Length.ShouldBe(2);
        run.ErrorLines.ShouldAllBe(line => line.StartsWith($"MemoryProfiler: The report cannot be written to \"{target}\": ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_misspelt_variable_is_named_in_the_report_with_the_nearest_name()
    {
        using var folder = new TemporaryFolder();

        await Programs.Start(CaseRun.Program, ["13", folder.File("report.json")], ("MEMORYPROFILER_REPROT", "-"), ("MEMORYPROFILER", "maybe"));

        var notes = ProfileReport.Load(folder.File("report.json")).Notes;
        notes.ShouldContain("The environment variable MEMORYPROFILER_REPROT=- is not known and is ignored: did you mean MEMORYPROFILER_REPORT?");
        notes.ShouldContain("The environment variable MEMORYPROFILER=maybe is not understood: allowed are off (or 0, false, no) and on (or 1, true, yes). The default is used, on.");
    }

    [Theory]
    [InlineData("silent", 0)]
    [InlineData("exit", 7)]
    public async Task A_report_that_cannot_be_written_is_one_sentence_and_leaves_the_exit_code_alone(string ending, int exitCode)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "");
        var target = Path.Combine(folder.Path, "file", "x.json");

        var run = await Programs.Start(CaseRun.Program, [ending], (Report, target));

        run.ExitCode.ShouldBe(exitCode);
        run.Output.ShouldBeEmpty();
        run.ErrorLines.ShouldHaveSingleItem().ShouldStartWith($"MemoryProfiler: MEMORYPROFILER_REPORT={target}: The report cannot be written to ");
    }

    [Fact]
    public async Task Turned_off_nothing_is_recorded_and_the_report_says_only_that()
    {
        using var folder = new TemporaryFolder();

        var run = await Programs.Start(CaseRun.Program, ["13", folder.File("report.json")], ("MEMORYPROFILER", "off"));

        run.ShouldBe(new ProgramRun(0, "", ""));
        var report = ProfileReport.Load(folder.File("report.json"));
        report.Methods.ShouldBeEmpty();
        report.Cost.ProbeCount.ShouldBe(0);
        report.Notes.ShouldContain("Nothing was recorded: the environment variable MEMORYPROFILER turns the profiler off. Unset it to record.");
        report.Notes.ShouldNotContain(note => note.StartsWith("Never called", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Environment_Exit_inside_a_profiled_method_keeps_its_code_and_writes_the_report()
    {
        using var folder = new TemporaryFolder();

        var run = await Programs.Start(CaseRun.Program, ["exit"], (Report, folder.File("report.json")));

        run.ShouldBe(new ProgramRun(7, "", ""));
        var exit = ProfileReport.Load(folder.File("report.json")).Method("Ending.Exit()");
        exit.Line("var block").AllocatedBytes.ShouldBe(1024);
        exit.Line("Environment.Exit").Occurrences.ShouldBe(1);
    }

    [Fact]
    public async Task A_crash_keeps_its_exit_code_and_message_and_writes_the_report()
    {
        using var folder = new TemporaryFolder();
        var plain = await Programs.Start(CaseRun.Program, ["crash"]);

        var run = await Programs.Start(CaseRun.Program, ["crash"], (Report, folder.File("report.json")));

        run.ExitCode.ShouldBe(plain.ExitCode);
        run.ExitCode.ShouldNotBe(0);
        run.ErrorLines.ShouldBe(plain.ErrorLines);
        run.Error.ShouldContain("1000 bytes were enough");
        var crash = ProfileReport.Load(folder.File("report.json")).Method("Ending.Crash()");
        crash.Calls.ShouldBe(1);
        crash.Line("var block").AllocatedBytes.ShouldBe(1024);
        crash.Line("throw").Occurrences.ShouldBe(1);
    }

    [Fact]
    public async Task An_option_that_is_not_understood_is_named_in_the_report_and_in_the_log()
    {
        const string fault = "The environment variable MEMORYPROFILER_OPTIONS__Metric=Rss is not understood: allowed are WorkingSet, PrivateBytes, Pss, Uss, ManagedHeap and None. The default is used, WorkingSet.";
        using var folder = new TemporaryFolder();

        var run = await Programs.Start(CaseRun.Program, ["13", folder.File("report.json")], ("MEMORYPROFILER_OPTIONS__Metric", "Rss"), ("MEMORYPROFILER_LOG", "stderr"));

        run.ExitCode.ShouldBe(0);
        run.ErrorLines.ShouldHaveSingleItem().ShouldEndWith("MemoryProfiler: " + fault);
        ProfileReport.Load(folder.File("report.json")).Notes.ShouldContain(fault);
    }
}
