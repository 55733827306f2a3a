using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Commands;

public sealed class RecordingFilesTests : IDisposable
{
    const string First = "mprofile_20261120182150.dat";
    const string Second = "mprofile_20261120182209.dat";
    readonly TemporaryFolder _folder = new();

    public RecordingFilesTests()
    {
        File.WriteAllText(_folder[First], """
            FUNC __main__.load 46.1953 1795198910.3134 106.1992 1795198910.7427 1
            FUNC __main__.load 166.2031 1795198911.4757 186.2070 1795198911.8865 2
            FUNC __main__.main 46.1914 1795198910.3134 46.1953 1795198912.9000 0
            CMDLINE python3 phases.py
            MEM 0.414062 1795198910.0914
            MEM 106.199219 1795198910.4932
            MEM 126.203125 1795198911.0958
            MEM 186.207031 1795198911.9998
            MEM 46.195312 1795198912.9039

            """);
        File.WriteAllText(_folder[Second], """
            CMDLINE python3 pool.py
            MEM 60.410156 1795198929.5505
            MEM 365.566406 1795198929.7610
            CHLD 25728 80.921875 1795198929.7630
            CHLD 25729 100.921875 1795198929.7630
            MEM 63.058594 1795198930.6967

            """);
        File.WriteAllText(_folder["mprofile_notes.dat"], "of somebody else");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Recordings_are_listed_oldest_first() =>
        (await Run("list")).ShouldBe(new ProgramRun(0, $"0 {First} 18:21:50 20/11/2026\n1 {Second} 18:22:09 20/11/2026\n", ""));

    [Theory]
    [InlineData("peak", $"{Second}\t365.566 MiB\n  Child 25728\t\t\t80.922 MiB\n  Child 25729\t\t\t100.922 MiB\n")]
    [InlineData("peak 0", $"{First}\t186.207 MiB\n")]
    [InlineData("peak -2", $"{First}\t186.207 MiB\n")]
    [InlineData($"peak {First}", $"{First}\t186.207 MiB\n")]
    [InlineData("peak 0 --func __main__.load", $"{First}\t106.199 MiB\n")]
    [InlineData("peak 0 --func main", $"{First}\t186.207 MiB\n")]
    public async Task Peaks_of_recordings_are_those_of_mprof(string words, string output) => (await Run(words)).ShouldBe(new ProgramRun(0, output, ""));

    [Theory]
    [InlineData("peak 2", "There is no recording 2: this folder has 2, numbered from 0 to 1; dotnet mprof list shows them.")]
    [InlineData("plot -3", "There is no recording -3: this folder has 2, numbered from 0 to 1; dotnet mprof list shows them.")]
    [InlineData("peak none.dat", "There is no recording \"none.dat\": give a file, or a number that dotnet mprof list shows.")]
    [InlineData("peak 0 --func none", $"\"{First}\" has no function \"none\": it has __main__.load, __main__.main.")]
    [InlineData("peak mprofile_notes.dat", "\"mprofile_notes.dat\" is no recording: it has no sample that can be read. Line 1 of \"mprofile_notes.dat\", the last one, is cut off and was left out: \"of somebody else\". Expected a .dat file with lines such as \"MEM 46.195312 1795198912.9039\", as mprof and MemoryRecording.Save write it.")]
    public async Task A_recording_that_is_not_there_is_one_sentence(string words, string sentence) =>
        (await Run(words)).ShouldBe(new ProgramRun(1, "", $"dotnet-mprof: {sentence}\n"));

    [Fact]
    public async Task Of_a_file_that_is_cut_off_the_rest_is_used()
    {
        File.AppendAllText(_folder[First], "MEM 999.0");

        var run = await Run("peak 0");

        (run.ExitCode, run.Output).ShouldBe((0, $"{First}\t186.207 MiB\n"));
        run.Error.ShouldBe($"Note: Line 10 of \"{First}\", the last one, is cut off and was left out: \"MEM 999.0\".\n");
    }

    [Fact]
    public async Task A_dry_run_removes_nothing()
    {
        (await Run("rm --dry-run 0 -1")).ShouldBe(new ProgramRun(0, $"Files to be removed:\n{First}\n{Second}\n", ""));
        (await Run("clean --dry-run")).ShouldBe(new ProgramRun(0, $"Files to be removed:\n{First}\n{Second}\n", ""));

        File.Exists(_folder[First]).ShouldBeTrue();
    }

    [Fact]
    public async Task Recordings_are_removed_and_other_files_stay()
    {
        (await Run("rm -1")).ShouldBe(new ProgramRun(0, "", ""));
        (await Run("list")).Output.ShouldBe($"0 {First} 18:21:50 20/11/2026\n");
        (await Run("clean")).ShouldBe(new ProgramRun(0, "", ""));

        (await Run("list")).ShouldBe(new ProgramRun(0, "", ""));
        Directory.GetFiles(_folder.Path).ShouldBe([_folder["mprofile_notes.dat"]]);
        (await Run("peak")).Error.ShouldBe("dotnet-mprof: There is no recording in this folder: dotnet mprof run leaves a file mprofile_<date and time>.dat in it.\n");
    }

    [Theory]
    [InlineData("a.png")]
    [InlineData("a.svg")]
    [InlineData("a.html")]
    public async Task A_recording_is_drawn_as_the_file_s_ending_says(string file)
    {
        (await Run($"plot 0 -o {file} -t Phases -s -f -w 0,2")).ShouldBe(new ProgramRun(0, "", ""));

        File.Exists(_folder[file]).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_file_a_recording_is_drawn_as_text()
    {
        var run = await Run("plot 0");

        (run.ExitCode, run.Error).ShouldBe((0, ""));
        run.Output.ShouldStartWith("python3 phases.py   2.81 s, 5 samples\npeak 186.2 MiB at 1.91 s, at the end 46.2 MiB\n\n 200 MiB │");
    }

    [Theory]
    [InlineData("plot -w 3,1", "\"3,1\" is no window: write the first and the last second, such as \"1.5,3\".")]
    [InlineData("plot -o a.pdf", "A picture cannot be drawn as \"a.pdf\": it is written to a path that ends in .png, .svg or .html (a page to zoom and hover).")]
    public async Task Wrong_usage_of_a_verb_on_recordings_is_one_sentence_and_2(string words, string sentence) =>
        (await Run(words)).ShouldBe(new ProgramRun(2, "", $"dotnet-mprof: {sentence}\n"));

    Task<ProgramRun> Run(string words) => ToolRun.In(_folder, words.Split(' '));
}
