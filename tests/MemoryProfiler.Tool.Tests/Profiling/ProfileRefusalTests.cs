using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Profiling;

/// <summary>What is told where a program cannot be profiled, or something stands in the way: one sentence each.</summary>
public sealed class ProfileRefusalTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    static string Program => StartedPrograms.PathOf("MemoryProfiler.Untouched");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_pattern_that_matches_nothing_is_told_with_the_nearest_names()
    {
        var run = await Profile(["--profile", "Shop.Order.*"], "orders", "10");

        run.ShouldBe(new ProgramRun(2, "",
            "dotnet-mprof: \"Shop.Order.*\" matches no method of MemoryProfiler.Untouched: the nearest names are Shop.Orders.*, Shop.Orders.Load, Shop.Program.*. "
            + "Write Namespace.Type.Method, with * for any text and ? for one character; --profile-assembly looks at packages and the framework too.\n"));
    }

    [Fact]
    public async Task An_exclusion_that_leaves_nothing_is_told()
    {
        var run = await Profile(["--profile", "Shop.Orders.*", "--exclude", "Shop.*"], "orders", "10");

        run.ShouldBe(new ProgramRun(2, "", "dotnet-mprof: --profile \"Shop.Orders.*\" with --exclude \"Shop.*\" leaves no method of MemoryProfiler.Untouched.\n"));
    }

    [Theory, InlineData("--report", "a.html"), InlineData("--exclude", "X.*"), InlineData("--types", null), InlineData("--children", null)]
    public async Task Options_of_a_profile_need_one(string option, string? value)
    {
        string[] words = ["run", option, .. value is null ? (string[])[] : [value], "--", "true"];

        (await ToolRun.In(_folder, words)).ShouldBe(new ProgramRun(2, "", $"dotnet-mprof: The option {option} is for a profile: add --profile.\n"));
    }

    [Fact]
    public async Task A_program_that_was_taken_for_a_pattern_is_told()
    {
        var run = await ToolRun.In(_folder, "run", "--profile", "dotnet", Program, "orders", "10");

        run.ShouldBe(new ProgramRun(2, "", "dotnet-mprof: --profile has taken \"dotnet\" as its pattern: write -- before the program.\n"));
    }

    [Fact]
    public async Task A_report_of_no_known_form_is_refused_before_anything_starts()
    {
        var run = await Profile(["--profile", "--report", "report.pdf"], "orders", "10");

        (run.ExitCode, run.Output).ShouldBe((2, ""));
        run.ErrorLines.ShouldHaveSingleItem().ShouldContain("report.pdf");
    }

    [Fact]
    public async Task A_limit_that_is_no_size_is_refused()
    {
        var run = await Profile(["--profile", "--break-above", "much"], "orders", "10");

        (run.ExitCode, run.Output).ShouldBe((2, ""));
        run.ErrorLines.ShouldHaveSingleItem().ShouldStartWith("dotnet-mprof: The option --break-above cannot be \"much\": ");
    }

    [Fact]
    public async Task An_assembly_that_the_program_does_not_have_is_told_with_the_nearest()
    {
        var run = await Profile(["--profile", "X.*", "--profile-assembly", "System.Link"], "orders", "10");

        run.ShouldBe(new ProgramRun(2, "", $"dotnet-mprof: --profile-assembly \"System.Link\" is no assembly of \"{Program}\": the nearest is System.Linq.\n"));
    }

    [Fact]
    public async Task The_core_library_is_refused()
    {
        var run = await Profile(["--profile", "System.*", "--profile-assembly", "System.Private.CoreLib.dll"], "orders", "10");

        (run.ExitCode, run.Output).ShouldBe((2, ""));
        run.ErrorLines.ShouldHaveSingleItem().ShouldBe("dotnet-mprof: --profile-assembly \"System.Private.CoreLib.dll\" cannot be profiled: the runtime brings it up itself, before any list of files is read.");
    }

    [Fact]
    public async Task What_types_come_through_is_refused_with_them()
    {
        var run = await Profile(["--profile", "*", "--types", "--profile-assembly", "System.Net.Sockets"], "orders", "10");

        run.ShouldBe(new ProgramRun(2, "", "dotnet-mprof: --profile-assembly \"System.Net.Sockets\" cannot be profiled: the types that --types asks for come through it.\n"));
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_to_is_done_without()
    {
        File.WriteAllText(_folder["cache"], "");

        var run = await Profile(["--profile", "Shop.Orders.Load"], "orders", "10");

        run.ExitCode.ShouldBe(6);
        run.ErrorLines[0].ShouldStartWith($"Note: The cache \"{_folder["cache"]}\" cannot be written to, so what is woven is woven again next time: --cache names another folder.");
        run.Error.ShouldContain("1 call, 10.2 KiB allocated");
    }

    [Fact]
    public async Task Without_a_home_folder_nothing_is_kept_and_nothing_left_in_the_working_folder()
    {
        if (OperatingSystem.IsWindows())
            return;

        var run = await ToolRun.In(_folder, new Dictionary<string, string> { ["HOME"] = _folder["none"], ["XDG_CACHE_HOME"] = "" }, "run", "--profile", "--", DotnetHost.Path, Program, "orders", "10");

        (run.ExitCode, run.ErrorLines[0]).ShouldBe((6, "Note: There is no home folder for a cache, so what is woven is woven again next time: --cache names a folder."));
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_temporary_folder_that_is_not_there_is_told()
    {
        if (OperatingSystem.IsWindows())
            return;

        var run = await With(new() { ["TMPDIR"] = _folder["none"] }, ["--profile"], "orders", "10");

        run.ShouldBe(new ProgramRun(1, "", $"dotnet-mprof: No folder can be made in \"{_folder["none"]}/\", which is for temporary files: make it, or set TMPDIR to another.\n"));
    }

    [Fact]
    public async Task Two_at_once_are_refused()
    {
        var run = await ToolRun.In(_folder, new Dictionary<string, string> { ["MEMORYPROFILER_RUN"] = _folder.Path }, "run", "--profile", "--", DotnetHost.Path, Program, "orders", "10");

        run.ShouldBe(new ProgramRun(2, "", $"dotnet-mprof: This is run by another `dotnet mprof run --profile` (it has set MEMORYPROFILER_RUN={_folder.Path}): a program can be profiled by one at a time.\n"));
    }

    [Fact]
    public async Task Another_profiler_in_the_program_is_told()
    {
        var run = await With(new() { ["CORECLR_ENABLE_PROFILING"] = "1", ["CORECLR_PROFILER"] = "{00000000-0000-0000-0000-000000000001}" }, ["--profile", "Shop.Orders.Load"], "orders", "10");

        run.ErrorLines.ShouldContain("Note: CORECLR_ENABLE_PROFILING=1 starts another profiler in the program: what it allocates on the program's threads is in the figures.");
    }

    [Fact]
    public async Task Additional_dependencies_of_the_user_s_stay()
    {
        var list = _folder["users.deps.json"];
        File.WriteAllText(list, """{ "runtimeTarget": { "name": ".NETCoreApp,Version=v8.0" }, "targets": { ".NETCoreApp,Version=v8.0": {} }, "libraries": {} }""");

        var run = await With(new() { ["DOTNET_ADDITIONAL_DEPS"] = list }, ["--profile", "Shop.Program.*", "--report", "a.json"], "variables", "DOTNET_ADDITIONAL_DEPS");

        // What the program itself was started with is taken back for its children.
        run.Output.ShouldBe($"DOTNET_ADDITIONAL_DEPS={list}\n");
        ProfileReport.Load(_folder["a.json"]).Methods.ShouldHaveSingleItem().Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_startup_hook_of_the_user_s_stays()
    {
        var run = await With(new() { ["DOTNET_STARTUP_HOOKS"] = typeof(ProfileRefusalTests).Assembly.Location }, ["--profile", "Shop.Program.*", "--report", "a.json"], "variables", "DOTNET_STARTUP_HOOKS");

        // The tool is a program of .NET's too.
        run.Output.ShouldBe($"hooked\nhooked\nDOTNET_STARTUP_HOOKS={typeof(ProfileRefusalTests).Assembly.Location}\n");
        ProfileReport.Load(_folder["a.json"]).Methods.ShouldHaveSingleItem().Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_program_that_loads_nothing_of_what_was_woven_has_no_report_and_fails()
    {
        var run = await Profile(["--profile", "System.Web.*", "--profile-assembly", "System.Web.HttpUtility"], "");

        run.ExitCode.ShouldBe(1);
        run.ErrorLines[^1].ShouldBe($"dotnet-mprof: Nothing is profiled: \"{Program}\" has loaded none of the woven assemblies (System.Web.HttpUtility). It did not use them, or it is not the program that was looked at.");
    }

    [Fact]
    public async Task A_program_that_calls_no_profiled_method_has_no_report()
    {
        var run = await Profile(["--profile", "Shop.Orders.*"], "");

        run.ExitCode.ShouldBe(0);
        run.ErrorLines[^1].ShouldMatch("^dotnet-mprof: Process [0-9]+ [(]MemoryProfiler[.]Untouched[)] called none of the profiled methods[.]$");
    }

    [Fact]
    public async Task Assemblies_that_were_woven_and_not_needed_are_told()
    {
        var run = await Profile(["--profile", "*", "--profile-assembly", "System.Web.HttpUtility", "--report", "a.json"], "orders", "1");

        run.ErrorLines[^1].ShouldBe("Note: System.Web.HttpUtility was woven, and never loaded.");
    }

    Task<ProgramRun> Profile(string[] options, params string[] arguments) => With([], options, arguments);

    Task<ProgramRun> With(Dictionary<string, string> variables, string[] options, params string[] arguments) =>
        ToolRun.In(_folder, variables, ["run", .. options, "--cache", "cache", "--", DotnetHost.Path, Program, .. arguments]);
}
