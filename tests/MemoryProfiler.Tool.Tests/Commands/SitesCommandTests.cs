using System.Diagnostics;
using System.Globalization;
using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Commands;

public sealed class SitesCommandTests : IDisposable
{
    const string KnownProgram = "MemoryProfiler.SiteModes";
    static readonly TimeSpan _timeout = TimeSpan.FromMinutes(3);

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_program_is_recorded_to_its_end_and_its_exit_code_is_the_tool_s()
    {
        var run = await Sites("--by", "line", "--", DotnetHost.Path, StartedPrograms.PathOf(KnownProgram), "alone");

        (run.ExitCode, run.Error).ShouldBe((3, ""));
        var lines = run.Output.Split('\n');
        lines[0].ShouldMatch(@"^Allocation sites: 1\.\d GiB allocated in \d+\.\d s, \d+\.\d MiB alive; estimates from [0-9,]+ samples$");
        lines[1].ShouldMatch(@"^Peak after a full collection: 3\d\d\.\d MiB after \d+\.\d s, in the table$");
        lines[5].ShouldBe("     At peak        Alive    Allocated   Samples   Line");
        // Objects of a megabyte are all seen: 99 at the peak, and none at the end, but one at most beside a background collection.
        run.Output.ShouldMatch(@"\n    99\.0 MiB +(0 B|1\.0 MiB)     99\.0 MiB        99   MemoryProfiler\.SiteModes\.KnownProgram\.MakeLarge\(\) KnownProgram\.cs:");
        run.Output.ShouldMatch(@"\n    14\.0 MiB     14\.0 MiB     14\.0 MiB        14   MemoryProfiler\.SiteModes\.KnownProgram\.MakePinned\(\) KnownProgram\.cs:");
    }

    [Fact]
    public async Task A_program_is_recorded_from_its_first_object_on()
    {
        var run = await Sites("-o", "sites.json", "--", DotnetHost.Path, StartedPrograms.PathOf(KnownProgram), "first");

        run.ShouldBe(new ProgramRun(3, "", ""));
        var found = AllocationSnapshot.Load(_folder.File("sites.json"));
        found.Sites.Where(site => site.Frame.Method.EndsWith("FirstObjects.Make()", StringComparison.Ordinal)).Sum(site => site.Samples).ShouldBe(7);
    }

    [Fact]
    public async Task Of_a_program_that_crashes_all_is_told_but_its_last_moments()
    {
        // What is alive at the peak, which comes first, is another thing in each run.
        var run = await Sites("-n", "100", "--", DotnetHost.Path, StartedPrograms.PathOf(KnownProgram), "crash");

        run.ExitCode.ShouldBe(134);
        run.Error.ShouldContain("This is how it ends.");
        run.Error.ShouldNotContain("dotnet-mprof");
        var made = run.Output.Split('\n').Single(line => line.Contains("MemoryProfiler.SiteModes.FirstObjects.Make() FirstObjects.cs:", StringComparison.Ordinal));
        // 40 times 7 objects of a megabyte, but for the last tenths of a second.
        double.Parse(made.Split("MiB")[^2].Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1], CultureInfo.InvariantCulture).ShouldBeInRange(200, 281);
        run.Output.ShouldMatch(@"\nThe process crashed or was killed: its last tenths of a second are missing, and code that it compiled after \d+\.\d s has no name\.\n");
    }

    // A runtime that is sent to nobody, and is not to wait for him, just looks for him.
    [Theory]
    [InlineData("none")]
    [InlineData("no-such.sock,nosuspend")]
    public async Task A_program_and_what_it_starts_have_the_ports_that_their_user_gave_them_and_wait_for_nobody(string ports)
    {
        using var tool = ToolRun.Start(ports == "none" ? ["env", "-u", "DOTNET_DiagnosticPorts"] : ["env", $"DOTNET_DiagnosticPorts={ports}"], _folder,
            "sites", "-o", "sites.json", "--", DotnetHost.Path, StartedPrograms.PathOf(KnownProgram), "variable", "DOTNET_DiagnosticPorts", "2");

        var output = tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(_timeout, TestContext.Current.CancellationToken);

        (tool.ExitCode, await output).ShouldBe((0, $"here: {ports}\nhere: {ports}\nhere: {ports}\n"));
    }

    [Fact]
    public async Task A_process_that_runs_already_is_recorded_until_it_is_enough()
    {
        var start = DotnetHost.Start([StartedPrograms.PathOf(KnownProgram), "other"]);
        start.RedirectStandardInput = true;
        using var program = Process.Start(start).ShouldNotBeNull();
        (await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(_timeout, TestContext.Current.CancellationToken)).ShouldBe("ready");
        using var tool = ToolRun.Start(_folder, "sites", program.Id.ToString(CultureInfo.InvariantCulture), "--by", "type");
        var output = tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await IsAskedFor(program.Id);
        await program.StandardInput.WriteLineAsync();
        (await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(_timeout, TestContext.Current.CancellationToken)).ShouldBe("done");

        await program.StandardInput.WriteLineAsync();
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(_timeout, TestContext.Current.CancellationToken);

        tool.ExitCode.ShouldBe(0);
        var lines = (await output).Split('\n');
        lines[5].ShouldBe("     At peak        Alive    Allocated   Samples   Type");
        lines.ShouldContain(line => line.EndsWith("   System.Byte[]", StringComparison.Ordinal));
        lines.ShouldContain(line => line.EndsWith("   System.String", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_recording_is_written_in_the_form_of_its_file()
    {
        var run = await Sites("-o", "sites.json", "--", DotnetHost.Path, StartedPrograms.PathOf(KnownProgram), "alone");

        run.ShouldBe(new ProgramRun(3, "", ""));
        var large = AllocationSnapshot.Load(_folder.File("sites.json")).Sites.Where(site => site.Frame.Method.EndsWith("KnownProgram.MakeLarge()", StringComparison.Ordinal));
        large.Sum(site => site.Samples).ShouldBe(99);
    }

    [Fact]
    public async Task After_its_time_a_recording_ends_and_the_process_goes_on()
    {
        using var shop = await ShopProgram.Start();

        var run = await Sites(shop.Id, "-d", "0.5");

        (run.ExitCode, run.Error).ShouldBe((0, ""));
        run.Output.ShouldMatch(@"^Allocation sites: ");
        await shop.Keep(1);
    }

    [Fact]
    public async Task A_program_that_is_none_of_NET_runs_to_its_end_and_nothing_is_recorded() =>
        (await Sites("--", "sh", "-c", "exit 5")).ShouldBe(new ProgramRun(5, "",
            "dotnet-mprof: The program ended, and had opened no diagnostics port until then: it is no .NET program, it was too short, or DOTNET_EnableDiagnostics=0 closed the port. So nothing was recorded.\n"));

    [Theory]
    [InlineData(1, "There is no process 4194999: dotnet mprof ps lists those that can be watched.", "4194999")]
    [InlineData(127, "There is no program \"no-such-program\".", "no-such-program")]
    [InlineData(2, "The option --duration cannot be \"0\": it is a number of seconds, more than 0 and up to 86,400.", "-d", "0", "1")]
    [InlineData(2, "The option --top cannot be negative.", "-n", "-1", "1")]
    [InlineData(2, "Allocation sites cannot be saved as \"sites.png\": they are written to a path that ends in .pb.gz (for pprof), .speedscope.json (for speedscope), .collapsed (a line for each path), .firefox.json (for the Firefox Profiler), .profile.json (the same), .json (every site), .html (a flame graph as a page) or .svg (one as an image).", "-o", "sites.png", "1")]
    [InlineData(2, "The option --buffer has to be 1 or more.", "--buffer", "0", "1")]
    public async Task What_cannot_be_done_is_one_sentence(int exitCode, string sentence, params string[] arguments) =>
        (await Sites(arguments)).ShouldBe(new ProgramRun(exitCode, "", $"dotnet-mprof: {sentence}\n"));

    Task<ProgramRun> Sites(params string[] arguments) => ToolRun.In(_folder, ["sites", .. arguments]);

    // The socket that listens, and one for each who has come.
    static async Task IsAskedFor(int id)
    {
        var waited = Stopwatch.StartNew();
        while (File.ReadLines("/proc/net/unix").Count(line => line.Contains($"dotnet-diagnostic-{id}-", StringComparison.Ordinal)) < 2)
        {
            waited.Elapsed.ShouldBeLessThan(_timeout);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
