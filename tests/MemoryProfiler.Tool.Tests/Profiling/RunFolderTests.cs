using MemoryProfiler.Tool.Profiling;
using MemoryProfiler.Tool.Programs;
using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Profiling;

/// <summary>How the host is told of other files than the program's own.</summary>
public sealed class RunFolderTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_woven_copy_is_loaded_from_where_it_is_or_from_a_store(bool byStore)
    {
        var program = ProgramToProfile.Of([DotnetHost.Path, StartedPrograms.PathOf("MemoryProfiler.Untouched"), "orders", "3"], _folder.Path);
        var copy = WovenCache.Open(_folder["cache"], _folder.Path, out _).Get(program.MainAssembly, new MethodPatterns("Shop.Orders.*", ""));
        using var run = RunFolder.Create();
        var start = DotnetHost.Start(program.Words.Skip(1));

        var loaded = run.Tell(start, [copy.Path!, .. RuntimeFiles.For(10, withHeap: false)], program, withChildren: false, byStore);

        (await ProgramRun.Of(start, ProgramRun.Patience)).ShouldBe(new ProgramRun(6, "xxx\n", ""));
        var record = RunRecord.AllIn(run.Path).ShouldHaveSingleItem();
        record.Loaded.ShouldBe([loaded[0]]);
        loaded[0].StartsWith(run.Path, StringComparison.Ordinal).ShouldBe(byStore);
        ProfileReport.Load(run.ReportsByProcess()[record.Process]).Methods.ShouldHaveSingleItem().Name.ShouldBe("Orders.Load(int count)");
    }

    // VSTest waits 100 ms for the process with the tests, and then kills it.
    [Theory, InlineData(true, "60000"), InlineData(false, null)]
    public void Tests_have_the_time_to_leave_their_report(bool isStartedBySdk, string? expected)
    {
        var program = ProgramToProfile.Of([DotnetHost.Path, StartedPrograms.PathOf("MemoryProfiler.Untouched")], _folder.Path) with { IsStartedBySdk = isStartedBySdk };
        using var run = RunFolder.Create();
        var start = DotnetHost.Start(program.Words.Skip(1));

        run.Tell(start, [], program, withChildren: false, byStore: false);

        start.Environment.TryGetValue("VSTEST_TESTHOST_SHUTDOWN_TIMEOUT", out var told);
        told.ShouldBe(expected);
    }

    [Fact]
    public async Task The_woven_copy_is_found_from_folders_of_any_depth()
    {
        if (OperatingSystem.IsWindows())
            return;
        var deep = Directory.CreateDirectory(Path.Combine([_folder.Path, .. Enumerable.Repeat("a", 60)])).FullName;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(StartedPrograms.PathOf("MemoryProfiler.Untouched"))!, "MemoryProfiler.Untouched.*"))
            File.Copy(file, Path.Combine(deep, Path.GetFileName(file)));

        var run = await ToolRun.In(_folder, "run", "--profile", "Shop.Orders.*", "--cache", "cache", "--report", "a.json", "--", DotnetHost.Path, Path.Combine(deep, "MemoryProfiler.Untouched.dll"), "orders", "3");

        (run.ExitCode, run.Output).ShouldBe((6, "xxx\n"));
        ProfileReport.Load(_folder["a.json"]).Methods.ShouldHaveSingleItem().Name.ShouldBe("Orders.Load(int count)");
    }
}
