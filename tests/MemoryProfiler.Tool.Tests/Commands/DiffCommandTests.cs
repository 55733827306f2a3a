using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Commands;

public sealed class DiffCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public DiffCommandTests()
    {
        ComparedReports.Before.Save(_folder["before.json"]);
        ComparedReports.After.Save(_folder["after.json"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_changed_is_printed_the_line_made_worse_first()
    {
        var run = await Diff();

        (run.ExitCode, run.Error).ShouldBe((0, ""));
        run.Output.ShouldStartWith("Allocated 95.0 KiB -> 180.9 KiB (+85.9 KiB, +90.4 %). 5 lines of 3 methods changed.\n");
        run.Output.ShouldContain("    14 -> 25     62.5 KiB    152.3 KiB    +89.8 KiB               1,000   + orders.Add(Parse(line.Trim().ToUpper()));\n");
        run.Output.ShouldNotContain("foreach");
    }

    [Fact]
    public async Task What_changed_is_in_colour_on_a_terminal_and_as_wide_as_the_terminal()
    {
        var run = await ToolRun.OnTerminal(_folder, 80, new Dictionary<string, string>(), "diff", "before.json", "after.json");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("14 -> 25 62.5 KiB 152.3 KiB \e[1;38;5;166m+89.8 KiB\e[0m        1,000   + orders.Add(Parse(line.Tr…\r\n");
    }

    [Theory]
    [InlineData("x.md", "## Memory: what changed")]
    [InlineData("x.html", "<!doctype html>")]
    [InlineData("x.txt", "Allocated 95.0 KiB")]
    public async Task What_changed_is_written_as_the_file_s_ending_says(string file, string start)
    {
        (await Diff("-o", file)).ShouldBe(new ProgramRun(0, "", ""));

        File.ReadAllText(_folder[file]).ShouldStartWith(start);
    }

    [Fact]
    public async Task Growth_above_the_limit_fails_and_is_still_shown()
    {
        var run = await Diff("--fail-above", "10%");

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldStartWith("Allocated 95.0 KiB -> 180.9 KiB");
        run.Error.ShouldBe("dotnet-mprof: All methods together allocate 180.9 KiB instead of 95.0 KiB (+90.4 %), more than 10% above.\n");
    }

    [Fact]
    public async Task Growth_up_to_the_limit_passes() => (await Diff("--fail-above", "100 %")).ExitCode.ShouldBe(0);

    [Fact]
    public async Task A_limit_in_bytes_is_exceeded_by_a_byte_more()
    {
        (await Diff("--fail-above", "91984B")).ExitCode.ShouldBe(0);
        (await Diff("--fail-above", "91983B")).Error.ShouldBe(
            "dotnet-mprof: Shop.Import.OrderImporter.Import(string path) allocates 180.6 KiB instead of 90.8 KiB (+99.0 %), more than 91983B above.\n");
    }

    [Fact]
    public async Task A_limit_that_is_none_is_refused() =>
        (await Diff("--fail-above", "much")).ShouldBe(new ProgramRun(2, "",
            "dotnet-mprof: \"much\" is no limit: write a share such as \"10%\", or a number and a unit such as \"64KB\".\n"));

    [Fact]
    public async Task Reports_of_different_programs_are_one_sentence()
    {
        (ComparedReports.Before with { Methods = [ComparedReports.Method("Bank.Teller.Count()", 1, ("Load();", 1, 32)) with { Assembly = "Bank" }] }).Save(_folder["after.json"]);

        (await Diff()).ShouldBe(new ProgramRun(1, "",
            "dotnet-mprof: \"before.json\" and \"after.json\" are reports of different programs: no method of the one (Shop.Import.OrderImporter.Import(string path) …) is in the other (Bank.Teller.Count() …).\n"));
    }

    Task<ProgramRun> Diff(params string[] options) => ToolRun.In(_folder, ["diff", "before.json", "after.json", .. options]);
}
