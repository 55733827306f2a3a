using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    const long MiB = 1 << 20;
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_program_s_exit_code_is_the_tool_s() => (await Run("run", "--", "sh", "-c", "exit 7")).ExitCode.ShouldBe(7);

    [Fact]
    public async Task A_signal_that_ends_the_program_is_told_as_shells_tell_it() => (await Run("run", "sh", "-c", "kill -TERM $$")).ExitCode.ShouldBe(143);

    [Fact]
    public async Task The_program_has_the_tool_s_streams_and_the_tool_says_nothing()
    {
        var run = await Run("run", "-T", "0.01", "sh", "-c", "echo out; echo err >&2; sleep 0.2");

        run.ShouldBe(new ProgramRun(0, "out\n", "err\n"));
    }

    [Fact]
    public async Task What_follows_the_program_is_its_own() =>
        (await Run("run", "-o", "a.dat", "echo", "-o", "b", "--help", "--", "@c", "")).Output.ShouldBe("-o b --help -- @c \n");

    [Fact]
    public async Task A_recording_has_the_command_its_samples_and_a_name_with_the_time()
    {
        await Run("run", "-T", "0.01", "sleep", "0.3");

        var file = Directory.GetFiles(_folder.Path).ShouldHaveSingleItem();
        Path.GetFileName(file).ShouldMatch("^mprofile_20[0-9]{12}[.]dat$");
        var recording = MemoryRecording.Load(file);
        recording.Command.ShouldBe("sleep 0.3");
        recording.Series.ShouldHaveSingleItem().Samples.Count.ShouldBeGreaterThan(5);
        recording.Peak!.Value.Bytes.ShouldBeInRange(MiB / 4, 16 * MiB);
    }

    [Fact]
    public async Task Children_are_added_and_each_has_a_curve()
    {
        await Run("run", "-C", "-M", "-T", "0.01", "-o", "a.dat", "sh", "-c", "sleep 0.4 & sleep 0.6; wait");

        var recording = MemoryRecording.Load(_folder["a.dat"]);
        recording.Series.Count.ShouldBe(3);
        recording.Peak!.Value.Bytes.ShouldBeGreaterThan(recording.Series[1].Peak!.Value.Bytes + recording.Series[2].Peak!.Value.Bytes);
    }

    [Fact]
    public async Task A_JSON_file_has_all_metrics_and_nothing_else_stays()
    {
        (await Run("run", "--metric", "rss,uss", "-T", "0.01", "-o", "a.json", "sleep", "0.2")).ExitCode.ShouldBe(0);

        MemoryRecording.Load(_folder["a.json"]).Series.Select(series => series.Metric).ShouldBe([MemoryMetric.WorkingSet, MemoryMetric.Uss]);
        Directory.GetFiles(_folder.Path).ShouldBe([_folder["a.json"]]);
    }

    [Theory]
    [InlineData("a.dat")]
    [InlineData("a.json")]
    public async Task Profiled_calls_of_a_NET_program_are_spans_without_a_change_of_its_code(string file)
    {
        // A shell between, as profiled programs are often started by others.
        (await Run("run", "-C", "-T", "0.01", "-o", file, "sh", "-c", $"dotnet {StartedPrograms.PathOf("MemoryProfiler.Cases")} spans 0 < /dev/null; exit 5")).ExitCode.ShouldBe(5);

        MemoryRecording.Load(_folder[file]).Spans.Select(span => (span.Name.Replace('_', ' '), span.Depth)).ShouldBe(
            [("Timelines.Load", 0), ("Timelines.Read", 1), ("Timelines.Read", 1), ("Timelines.LoadLater", 0), ("named by hand", 0), ("Timelines.Many", 0)]);
        Directory.GetFiles(_folder.Path).ShouldBe([_folder[file]]);
        (await Run("plot", file)).Output.ShouldContain("   spans  ");
    }

    [Fact]
    public async Task The_recording_ends_at_its_time_and_the_program_goes_on()
    {
        (await Run("run", "-T", "0.01", "-t", "0.1", "-o", "a.dat", "sh", "-c", "sleep 0.5; exit 3")).ExitCode.ShouldBe(3);

        MemoryRecording.Load(_folder["a.dat"]).Duration.ShouldBeLessThan(TimeSpan.FromSeconds(0.5));
    }

    [Theory]
    [InlineData(127, "There is no program \"no-such-program\".", "no-such-program", "x")]
    [InlineData(126, "\"./text\" cannot be executed: Permission denied.", "./text")]
    [InlineData(126, "\"/tmp\" cannot be executed: it is a folder.", "/tmp")]
    [InlineData(127, "The program has no name.", "")]
    public async Task A_program_that_cannot_be_started_is_one_sentence_and_a_shell_s_code(int code, string sentence, params string[] words)
    {
        File.WriteAllText(_folder["text"], "text");

        (await Run(["run", .. words])).ShouldBe(new ProgramRun(code, "", $"dotnet-mprof: {sentence}\n"));

        Directory.GetFiles(_folder.Path).ShouldBe([_folder["text"]]);
    }

    [Theory]
    [InlineData("--interval 0 true", "The option --interval cannot be \"0\": it is a number of seconds from 0.001 to 86,400.")]
    [InlineData("-T much true", "The option --interval cannot be \"much\": it is a number of seconds from 0.001 to 86,400.")]
    [InlineData("-t -1 true", "The option --timeout cannot be \"-1\": it is a number of seconds from 0.001 to 1,000,000,000.")]
    [InlineData("--metric heap true", "\"heap\" is no metric: there are rss, pss, uss, private.")]
    [InlineData("-o a.txt true", "A recording cannot be written as \"a.txt\": it is a file that ends in .dat (the samples, as mprof reads them) or .json (all metrics).")]
    [InlineData("--otput a.dat true", "There is no option \"--otput\"; what begins with - and is none goes behind --; dotnet mprof run --help says what there is.")]
    [InlineData("", "Required argument 'command' missing for command: 'run'; dotnet mprof run --help says what there is.")]
    public async Task Wrong_usage_of_the_verb_run_is_one_sentence_and_2(string words, string sentence) =>
        (await Run(["run", .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)])).ShouldBe(new ProgramRun(2, "", $"dotnet-mprof: {sentence}\n"));

    [Fact]
    public async Task A_place_that_cannot_be_written_to_is_known_before_the_program_runs()
    {
        var run = await Run("run", "-o", "/proc/none/a.dat", "sh", "-c", "echo ran");

        (run.ExitCode, run.Output).ShouldBe((1, ""));
        run.ErrorLines.ShouldHaveSingleItem().ShouldStartWith("dotnet-mprof: The recording cannot be written to \"/proc/none/a.dat\": ");
    }

    [Fact]
    public async Task On_a_full_disk_the_program_runs_to_its_end_and_a_note_says_so()
    {
        var run = await Run("run", "-T", "0.01", "-o", "a.dat", "sh", "-c", "exit 4");
        File.CreateSymbolicLink(_folder["full.dat"], "/dev/full");

        run = await Run("run", "-T", "0.01", "-o", "full.dat", "sh", "-c", "sleep 0.1; exit 4");

        run.ExitCode.ShouldBe(4);
        run.Error.ShouldContain("No space left on device");
    }

    [Theory]
    [InlineData(RecordingTool.Interrupt, 130)]
    [InlineData(RecordingTool.Terminate, 143)]
    public async Task A_signal_ends_the_program_and_what_was_recorded_stays(int signal, int code)
    {
        using var tool = await RecordingTool.Start(_folder);

        (await tool.Send(signal).End()).ShouldBe((code, ""));

        tool.IsProgramRunning.ShouldBeFalse();
        MemoryRecording.Load(_folder["a.dat"]).Series[0].Samples.Count.ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task A_program_that_cleans_up_on_Ctrl_C_is_recorded_until_it_ends_and_its_code_counts()
    {
        using var tool = await RecordingTool.Start(_folder, "trap 'sleep 0.3; exit 33' INT;");

        (await tool.Send(RecordingTool.Interrupt).End()).ShouldBe((33, ""));
    }

    [Fact]
    public async Task A_program_that_ignores_Ctrl_C_is_ended_by_the_next_ones()
    {
        using var tool = await RecordingTool.Start(_folder, "trap '' INT TERM;");
        tool.Send(RecordingTool.Interrupt);
        await tool.HasSamples(10);
        tool.Send(RecordingTool.Interrupt);
        await tool.HasSamples(20);
        tool.IsProgramRunning.ShouldBeTrue();

        (await tool.Send(RecordingTool.Interrupt).End()).ExitCode.ShouldBe(137);
    }

    [Fact]
    public async Task What_a_killed_recorder_leaves_can_be_drawn()
    {
        using var tool = await RecordingTool.Start(_folder);

        (await tool.Send(RecordingTool.Kill).Exit()).ShouldBe(137);

        (await Run("plot", "a.dat", "-o", "a.png")).ShouldBe(new ProgramRun(0, "", ""));
        (await Run("peak", "a.dat")).Output.ShouldStartWith("a.dat\t");
    }

    Task<ProgramRun> Run(params string[] words) => ToolRun.In(_folder, words);
}
