using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>The stories of memory over time, small.</summary>
public sealed class MemoryOverTimeSampleTests
{
    [Fact]
    public async Task The_sample_of_training_runs_its_epochs()
    {
        (await Run("train", 8)).Output.TrimEnd().ShouldBe("5 epochs of 8 batches, loss 8388608");
    }

    [Fact]
    public async Task The_sample_of_a_leak_names_the_line_whose_answers_stay()
    {
        var run = await Run("leak", 4);

        run.Output.ShouldStartWith("16 requests");
        var rows = run.Output.Split('\n').Where(row => row.Contains("          16       ", StringComparison.Ordinal)).ToArray();
        var growing = rows.MaxBy(row => Figures(row, @"\+([0-9.]+) MiB").FirstOrDefault()).ShouldNotBeNull();
        growing.TrimEnd().ShouldEndWith("var answer = Render(rows);");
        Figures(growing, @"\+([0-9.]+) MiB").ShouldHaveSingleItem().ShouldBeInRange(3.5, 5);
    }

    [Fact]
    public async Task Models_that_each_service_loads_take_twice_as_much_as_one_that_both_share()
    {
        var peaks = Figures((await Run("models", 32)).Output, @"([0-9.]+) MiB more at the peak");

        peaks.Length.ShouldBe(2);
        peaks[0].ShouldBeInRange(64, 72);
        peaks[1].ShouldBeInRange(32, 40);
    }

    [Fact]
    public async Task Workers_that_map_a_table_have_it_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Proportional and unique set sizes are Linux's.");
        // The runtime's files, some 30 MiB, are shared with whatever else runs on the machine at that moment.
        const int Table = 64;

        var lines = (await Run("workers", Table)).Output.TrimEnd().Split('\n');

        lines.Length.ShouldBe(3);
        var (copied, mapped) = (Figures(lines[1], "([0-9.]+) MiB"), Figures(lines[2], "([0-9.]+) MiB"));
        // Each of three has the table in its working set; mapped, it is of nobody alone, and one of it is shared out.
        Math.Abs(copied[0] - mapped[0]).ShouldBeLessThan(Table);
        (copied[1] - mapped[1]).ShouldBeInRange((2 * Table) - (Table / 2), (2 * Table) + (Table / 2));
        (copied[2] - mapped[2]).ShouldBeInRange((3 * Table) - (Table / 2), (3 * Table) + (Table / 2));
    }

    [Fact]
    public async Task A_hungry_step_in_its_own_process_leaves_nothing_behind()
    {
        const int Needed = 64;

        var lines = (await Run("step", Needed)).Output.TrimEnd().Split('\n');

        lines.Length.ShouldBe(2);
        lines.ShouldAllBe(line => line.Contains(" 523,776, ", StringComparison.Ordinal));
        var (apart, inside) = (Figures(lines[0], "([0-9.]+) MiB"), Figures(lines[1], "([0-9.]+) MiB"));
        apart[0].ShouldBeInRange(Needed, 3 * Needed);
        // The program itself grows meanwhile: by 5 to 8 MiB alone, 5 to 12 beside three busy loops, and once 17 beside other suites.
        apart[1].ShouldBeLessThan(Needed / 2);
        inside[1].ShouldBeInRange(Needed - (Needed / 4), 2 * Needed);
    }

    static async Task<ProgramRun> Run(string story, int mebibytes)
    {
        var run = await Programs.Start("MemoryOverTime", [story, mebibytes.ToString(CultureInfo.InvariantCulture)]);
        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        return run;
    }

    static double[] Figures(string text, string pattern) =>
        [.. Regex.Matches(text, pattern).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
}
