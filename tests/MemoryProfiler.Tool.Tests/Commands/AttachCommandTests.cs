using System.Diagnostics;
using System.Globalization;
using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Commands;

public sealed class AttachCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly string _word = "mprof-" + Guid.NewGuid().ToString("N");
    readonly List<Process> _programs = [];

    public void Dispose()
    {
        foreach (var program in _programs)
        {
            program.Kill();
            program.Dispose();
        }
        _folder.Dispose();
    }

    [Fact]
    public async Task A_process_is_recorded_by_its_number_for_a_time()
    {
        var id = Start().Id.ToString(CultureInfo.InvariantCulture);

        (await ToolRun.In(_folder, "attach", id, "-t", "0.3", "-T", "0.01", "-o", "a.dat")).ShouldBe(new ProgramRun(0, "", ""));

        var recording = MemoryRecording.Load(_folder["a.dat"]);
        recording.Command.ShouldContain(_word);
        recording.Series[0].Samples.Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_process_is_found_by_a_part_of_its_command_line()
    {
        Start();

        (await ToolRun.In(_folder, "attach", _word, "-t", "0.1", "-o", "a.dat")).ShouldBe(new ProgramRun(0, "", ""));

        MemoryRecording.Load(_folder["a.dat"]).Command.ShouldContain(_word);
    }

    [Fact]
    public async Task A_word_that_fits_several_processes_is_refused_with_their_numbers()
    {
        int[] ids = [Start().Id, Start().Id];
        Array.Sort(ids);

        var run = await ToolRun.In(_folder, "attach", _word, "-o", "a.dat");

        (run.ExitCode, run.Output).ShouldBe((1, ""));
        run.Error.ShouldBeOneOf($"dotnet-mprof: \"{_word}\" fits 2 processes: {ids[0]}, {ids[1]}. Give the number of one.\n", $"dotnet-mprof: \"{_word}\" fits 2 processes: {ids[1]}, {ids[0]}. Give the number of one.\n");
    }

    [Theory]
    [InlineData("4194999", "There is no process 4194999 whose memory can be read: dotnet mprof ps lists those that can be watched.")]
    [InlineData("no-such-process-anywhere", "There is no process \"no-such-process-anywhere\" that can be watched: dotnet mprof ps lists those that can.")]
    public async Task A_process_that_is_not_there_is_one_sentence(string word, string sentence)
    {
        (await ToolRun.In(_folder, "attach", word)).ShouldBe(new ProgramRun(1, "", $"dotnet-mprof: {sentence}\n"));

        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }

    Process Start()
    {
        var program = Process.Start(new ProcessStartInfo("sh", ["-c", "while :; do sleep 0.1; done", _word]))!;
        _programs.Add(program);
        return program;
    }
}
