using System.Globalization;
using System.Reflection;

namespace MemoryProfiler.HeapTests.Sites;

public sealed class KnownProgramTests
{
    // Of samples that are right, one in a million deviates further from the truth: n of them are right to 1/√n.
    const double MostDeviations = 5;

    static readonly string _program = typeof(KnownProgramTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(found => found.Key == "MemoryProfiler.SiteModes").Value!;

    [Theory]
    [InlineData("0", "1", "0")]
    [InlineData("0", "0", "0")]
    [InlineData("1", "1", "0")]
    [InlineData("1", "0", "0")]
    [InlineData("1", "1", "1")]
    public async Task With_every_kind_of_collector_each_object_of_a_known_program_is_followed_to_where_it_dies(string server, string concurrent, string adapting)
    {
        var run = await ProgramRun.Of(
            DotnetHost.Start([_program, "own"], ("DOTNET_gcServer", server), ("DOTNET_gcConcurrent", concurrent), ("DOTNET_GCDynamicAdaptationMode", adapting)),
            ProgramRun.Patience);

        run.Error.ShouldBe("");
        run.ExitCode.ShouldBe(0);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("sampled FullCollection lost 0");
        var rows = lines.Skip(1).Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words.Skip(1).Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray());
        foreach (var method in new[] { "MakeNodes", "PinByHandle", "MakePinned" })
            HoldsAtPeakAndEnd(rows[method]).ShouldBe((100, 100), method);
        foreach (var method in new[] { "MakeBuffers", "MakeLarge" })
        {
            var (peak, end) = HoldsAtPeakAndEnd(rows[method]);
            peak.ShouldBe(100, method);
            // Once in some 200 runs beside a background collection one in a hundred was taken for alive.
            end.ShouldBeInRange(0, concurrent == "1" ? 1 : 0, method);
        }
        HoldsAtPeakAndEnd(rows["MakeLate"]).ShouldBe((0, 100));
        HoldsAtPeakAndEnd(rows["MakeGarbage"]).ShouldBe((0, 0));
        foreach (var (method, row) in rows)
            Math.Abs(row[1] - row[0]).ShouldBeLessThanOrEqualTo((long)(MostDeviations * row[0] / Math.Sqrt(row[4])), $"{method} in truth {row[0]}, found {row[1]} by {row[4]} samples");
    }

    [Fact]
    public async Task A_port_that_is_closed_is_told_in_one_sentence()
    {
        var run = await ProgramRun.Of(DotnetHost.Start([_program, "own"], ("DOTNET_EnableDiagnostics", "0")), ProgramRun.Patience);

        run.ShouldBe(new ProgramRun(1, "", "The runtime's diagnostics port is closed, and allocations are read through it: DOTNET_EnableDiagnostics=0 and DOTNET_EnableDiagnostics_IPC=0 close it.\n"));
    }

    // In per cent of what was allocated: what is dead is dead with each of its samples, what lives lives with all.
    static (long Peak, long End) HoldsAtPeakAndEnd(long[] row) => (100 * row[2] / row[1], 100 * row[3] / row[1]);
}
