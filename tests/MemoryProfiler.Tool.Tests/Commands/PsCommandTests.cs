using System.Text.RegularExpressions;
using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Commands;

public sealed partial class PsCommandTests
{
    [Fact]
    public async Task Processes_are_listed_with_what_they_hold_and_whether_they_are_of_dotnet()
    {
        using var folder = new TemporaryFolder();

        var run = await ToolRun.In(folder, "ps");

        (run.ExitCode, run.Error).ShouldBe((0, ""));
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("    PID     Resident  .NET   Command");
        lines.Skip(1).ShouldAllBe(line => Row().IsMatch(line));
        // This process is one of them.
        lines.Single(line => line.TrimStart().StartsWith($"{Environment.ProcessId} ", StringComparison.Ordinal)).ShouldContain("   yes   ");
    }

    [GeneratedRegex(@"^ *\d+ +[\d,.]+ (B|KiB|MiB|GiB) +(yes|   ) +\S")]
    private static partial Regex Row();
}
