using System.Security.Cryptography;
using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Profiling;

/// <summary>A built program that knows nothing of the profiler, profiled by the tool.</summary>
public sealed class ProfiledProgramTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    static string Program => StartedPrograms.PathOf("MemoryProfiler.Untouched");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Lines_have_the_bytes_that_they_allocate()
    {
        await Profile(["--profile", "Shop.Orders.Load", "--report", "report.json"], "orders", "10");

        var method = ProfileReport.Load(_folder["report.json"]).Methods.ShouldHaveSingleItem();
        method.FullName.ShouldBe("Shop.Orders.Load(int count)");
        method.File.ShouldBe("Orders.cs");
        method.Lines.Select(line => (line.LineNumber, line.Occurrences, line.AllocatedBytes, line.Text.Trim())).ShouldBe(
        [
            (6, 1, 0, "public static string Load(int count)"),
            (7, 0, 0, "{"),
            (8, 1, 136, "var rows = new List<byte[]>(count);"),
            (9, 11, 0, "for (var i = 0; i < count; i++)"),
            (10, 10, 10_240, "rows.Add(new byte[1000]);"),
            (11, 1, 48, "return new string('x', rows.Count);"),
            (12, 0, 0, "}"),
        ]);
    }

    [Fact]
    public async Task Segments_of_async_methods_are_on_their_lines()
    {
        await Profile(["--profile", "Shop.Orders.LoadAsync", "--report", "report.json"], "async");

        var method = ProfileReport.Load(_folder["report.json"]).Methods.ShouldHaveSingleItem();
        method.Calls.ShouldBe(1);
        method.Lines.Single(line => line.Text.Contains("byte[100]", StringComparison.Ordinal)).AllocatedBytes.ShouldBe(128);
        method.Lines.Single(line => line.Text.Contains("byte[200]", StringComparison.Ordinal)).AllocatedBytes.ShouldBe(224);
    }

    [Fact]
    public async Task Exit_code_output_working_folder_and_the_program_s_files_are_as_without_a_profile()
    {
        var before = Hashes();

        var run = await Profile(["--profile"], "orders", "10");

        (run.ExitCode, run.Output).ShouldBe((6, "xxxxxxxxxx\n"));
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([_folder["cache"]]);
        Hashes().ShouldBe(before);
    }

    // The library calls all of these itself, on the thread of the program's first line.
    [Theory, InlineData("System.Linq"), InlineData("System.Text.Json"), InlineData("System.Collections*"), InlineData("System.Diagnostics.DiagnosticSource")]
    public async Task What_the_profiler_itself_calls_of_the_framework_is_no_call_of_the_program_s(string assembly)
    {
        var run = await Profile(["--profile", "*", "--profile-assembly", assembly, "--report", "a.json"], "orders", "10");

        (run.ExitCode, run.Output).ShouldBe((6, "xxxxxxxxxx\n"));
        ProfileReport.Load(_folder["a.json"]).Methods.Where(method => method.Calls > 0 && method.FullName.StartsWith("System.", StringComparison.Ordinal)).Select(method => method.FullName).ShouldBeEmpty();
    }

    // What says where a thread's bytes are is read by it, before the thread is known.
    [Fact]
    public async Task What_the_profiler_reads_the_runtime_by_may_be_profiled_with_types()
    {
        var run = await Profile(["--profile", "*", "--types", "--profile-assembly", "System.Text.Json", "--report", "a.json"], "orders", "10");

        (run.ExitCode, run.Output).ShouldBe((6, "xxxxxxxxxx\n"));
    }

    [Fact]
    public async Task What_the_profiler_itself_has_loaded_of_the_framework_is_not_said_to_be_missing()
    {
        var run = await Profile(["--profile", "*", "--profile-assembly", "System.Linq", "--report", "a.json"], "orders", "10");

        run.Error.ShouldNotContain("never loaded");
    }

    [Fact]
    public async Task Without_a_pattern_it_is_the_program_s_own_code()
    {
        var run = await Profile(["--profile"], "orders", "10");

        run.ErrorLines[0].ShouldMatch("^dotnet-mprof: 4 methods of MemoryProfiler[.]Untouched woven in [0-9]+[.][0-9]{2} s[.]$");
        run.Error.ShouldContain("Program.Main(string[] arguments)");
        run.Error.ShouldContain("    10     ");
    }

    [Fact]
    public async Task The_second_run_takes_the_copies_of_the_first()
    {
        await Profile(["--profile", "Shop.*"], "orders", "10");

        (await Profile(["--profile", "Shop.*"], "orders", "10")).ErrorLines[0].ShouldBe("dotnet-mprof: 4 methods of MemoryProfiler.Untouched from the cache.");
    }

    [Fact]
    public async Task What_is_excluded_is_not_profiled()
    {
        await Profile(["--profile", "Shop.*", "--exclude", "Shop.Program.*;*.LoadAsync", "--report", "report.json"], "orders", "10");

        ProfileReport.Load(_folder["report.json"]).Methods.Select(method => method.Name).ShouldBe(["Orders.Load(int count)"]);
    }

    [Fact]
    public async Task The_report_goes_to_standard_output_if_it_is_asked_for_there()
    {
        var run = await Profile(["--profile", "Shop.Orders.Load", "--report", "-"], "orders", "10");

        run.Output.ShouldStartWith("xxxxxxxxxx\n");
        run.Output.ShouldContain("Method:   Orders.Load(int count)   1 call, 10.2 KiB allocated");
        run.ErrorLines.Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_recording_has_the_calls_as_spans()
    {
        await Profile(["--profile", "Shop.Orders.Load", "-o", "a.json", "-T", "0.01"], "orders", "1000");

        MemoryRecording.Load(_folder["a.json"]).Spans.Select(span => span.Name).ShouldContain("Orders.Load");
    }

    [Fact]
    public async Task Types_are_told_of_lines()
    {
        await Profile(["--profile", "Shop.Orders.Load", "--types", "--report", "report.json"], "orders", "20000");

        ProfileReport.Load(_folder["report.json"]).Methods.Single().Lines.Single(line => line.LineNumber == 10).Types!.Select(type => type.Name).ShouldContain("System.Byte[]");
    }

    [Fact]
    public async Task A_crash_leaves_the_report_and_its_own_exit_code()
    {
        var run = await Profile(["--profile", "Shop.Orders.Load"], "crash");

        run.ExitCode.ShouldBe(134);
        run.Error.ShouldContain("Unhandled exception. System.InvalidOperationException: x");
        run.Error.ShouldContain("1 call, 1,112 B allocated");
    }

    [Fact]
    public async Task The_program_s_first_file_costs_it_as_much_as_without_a_profile()
    {
        var alone = await ProgramRun.Of(DotnetHost.Start([Program, "first", _folder["a"]]), ProgramRun.Patience);

        var run = await Profile(["--profile", "Shop.Orders.Load"], "first", _folder["b"]);

        run.Output.ShouldBe(alone.Output);
    }

    static string[] Hashes() => [.. Directory.GetFiles(Path.GetDirectoryName(Program)!).Order(StringComparer.Ordinal).Select(file => $"{file} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}")];

    Task<ProgramRun> Profile(string[] options, params string[] arguments) =>
        ToolRun.In(_folder, ["run", .. options, "--cache", "cache", "--", DotnetHost.Path, Program, .. arguments]);
}
