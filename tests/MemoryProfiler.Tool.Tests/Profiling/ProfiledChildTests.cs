using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Profiling;

/// <summary>What the programs that a profiled one starts are told.</summary>
public sealed class ProfiledChildTests : IDisposable
{
    static readonly string[] _variables = ["DOTNET_ADDITIONAL_DEPS", "DOTNET_SHARED_STORE", "MEMORYPROFILER_RUN", "MEMORYPROFILER_REPORT"];

    readonly TemporaryFolder _folder = new();

    static string Program => StartedPrograms.PathOf("MemoryProfiler.Untouched");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task They_have_the_variables_of_the_tool_s_user()
    {
        var run = await Profile(["--profile"], ["again", "variables", .. _variables]);

        run.Output.ShouldBe(string.Concat(_variables.Select(variable => $"{variable}=\n")));
    }

    [Fact]
    public async Task They_are_not_profiled()
    {
        await Profile(["--profile", "--report", "a.json"], "again", "orders", "10");

        Directory.GetFiles(_folder.Path).ShouldBe([_folder["a.json"]]);
        ProfileReport.Load(_folder["a.json"]).Methods.Select(method => method.Name).ShouldBe(["Program.Main(string[] arguments)"]);
    }

    [Fact]
    public async Task They_are_profiled_if_that_is_asked_for_each_with_a_report()
    {
        await Profile(["--profile", "Shop.*", "--children", "--report", "a.json"], "again", "orders", "10");

        var child = Directory.GetFiles(_folder.Path, "a.*.json").ShouldHaveSingleItem();
        ProfileReport.Load(_folder["a.json"]).Methods.Select(method => method.Name).ShouldBe(["Program.Main(string[] arguments)"]);
        ProfileReport.Load(child).Methods.Select(method => method.Name).ShouldBe(["Program.Main(string[] arguments)", "Orders.Load(int count)"], ignoreOrder: true);
    }

    [Fact]
    public async Task Tables_of_several_processes_are_named()
    {
        var run = await Profile(["--profile", "Shop.*", "--children", "--report", "-"], "again", "orders", "10");

        run.Output.Split('\n').Count(line => line.StartsWith("Process ", StringComparison.Ordinal) && line.EndsWith(" (MemoryProfiler.Untouched):", StringComparison.Ordinal)).ShouldBe(2);
    }

    Task<ProgramRun> Profile(string[] options, params string[] arguments) =>
        ToolRun.In(_folder, ["run", .. options, "--cache", "cache", "--", DotnetHost.Path, Program, .. arguments]);
}
