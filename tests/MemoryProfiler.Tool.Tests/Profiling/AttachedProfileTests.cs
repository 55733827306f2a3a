using System.Diagnostics;
using System.Globalization;
using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Profiling;

/// <summary>Lines of a process that runs already, which are sampled.</summary>
public sealed class AttachedProfileTests : IDisposable
{
    const string Told = "dotnet-mprof: A process that runs cannot be woven any more: its lines are estimated from samples. `dotnet mprof run --profile` counts them to the byte from the start on.";

    readonly TemporaryFolder _folder = new();
    Process? _program;

    public void Dispose()
    {
        _program?.Kill();
        _program?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Lines_of_the_methods_are_told_with_what_they_call()
    {
        var run = await Attach(await Start("busy"), "--profile", "Shop.Orders.*", "-t", "2");

        run.ErrorLines.ShouldBe([Told]);
        run.Output.ShouldMatch(@"Shop[.]Orders[.]Load[(]int[)] Orders[.]cs:10\n");
        run.Output.ShouldNotContain("Shop.Program");
    }

    [Fact]
    public async Task They_can_be_saved()
    {
        await Attach(await Start("busy"), "--profile", "Shop.Program.*", "-t", "2", "--report", "a.json");

        AllocationSnapshot.Load(_folder["a.json"]).Sites.Select(site => site.Frame.Method).Distinct().ShouldHaveSingleItem().ShouldStartWith("Shop.Program.Main(");
    }

    [Fact]
    public async Task A_pattern_that_fits_nothing_is_told()
    {
        var run = await Attach(await Start("busy"), "--profile", "Shop.Order.*", "-t", "1");

        (run.ExitCode, run.Output).ShouldBe((1, ""));
        run.ErrorLines[1].ShouldStartWith("dotnet-mprof: \"Shop.Order.*\" fits no method that allocated in the ");
    }

    [Fact]
    public async Task Options_of_a_profile_need_one() =>
        (await ToolRun.In(_folder, "attach", "1", "--report", "a.html")).ShouldBe(new ProgramRun(2, "", "dotnet-mprof: The option --report is for a profile: add --profile.\n"));

    async Task<string> Start(params string[] arguments)
    {
        _program = Process.Start(DotnetHost.Start([StartedPrograms.PathOf("MemoryProfiler.Untouched"), .. arguments])).ShouldNotBeNull();
        (await _program.StandardOutput.ReadLineAsync()).ShouldBe("busy");
        return _program.Id.ToString(CultureInfo.InvariantCulture);
    }

    Task<ProgramRun> Attach(string process, params string[] options) => ToolRun.In(_folder, ["attach", process, .. options]);
}
