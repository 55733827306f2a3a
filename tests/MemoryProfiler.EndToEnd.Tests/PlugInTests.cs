using System.Globalization;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>Plug-ins in collectible load contexts, with the host's profiler and with one of their own.</summary>
public sealed class PlugInTests
{
    const string Host = "MemoryProfiler.PlugIns";

    [Theory]
    [InlineData("own")]
    [InlineData("shared")]
    public async Task A_plug_in_unloads_whatever_it_did_with_the_profiler_and_whoever_listened(string copy)
    {
        const int loads = 3;

        var run = await Run(copy, loads, [], "Listen", "Call", "Flow", "Abandon", "Assert", "Save", "Report", "Watch");

        run.Error.ShouldBeEmpty();
        Rows(run).Select(row => (row.Load, row.Alive)).ShouldBe([(1, 0), (2, 0), (3, 0)]);
    }

    [Fact]
    public async Task Loads_of_a_plug_in_leave_no_thread_and_no_counters()
    {
        var run = await Run("own", loads: 6, [], "Call");

        var rows = Rows(run);
        rows.Select(row => row.Alive).ShouldAllBe(alive => alive == 0);
        rows.Select(row => row.Threads).Distinct().Count().ShouldBe(1);
        // The first report may come before the profiler has taken all that it needs once.
        rows.Skip(1).Select(row => row.LedgerBytes).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("own")]
    [InlineData("shared")]
    public async Task The_report_of_the_process_has_all_loads_of_a_plug_in_as_one_and_says_nothing_twice(string copy)
    {
        using var folder = new TemporaryFolder();

        var run = await Run(copy, loads: 3, [("MEMORYPROFILER_REPORT", folder.File("report.json"))], "Call");

        run.Error.ShouldBeEmpty();
        Directory.GetFiles(folder.Path).Select(Path.GetFileName).ShouldBe(["report.json"]);
        var report = ProfileReport.Load(folder.File("report.json"));
        report.Methods.Count.ShouldBe(2);
        var call = report.Method("Work.Call()");
        (call.Assembly, call.Calls, call.AllocatedBytes, call.MinAllocatedBytes, call.MaxAllocatedBytes).ShouldBe(("MemoryProfiler.PlugIn", 3, 3072, 1024, 1024));
        call.Lines.Single(line => line.Text.Contains("new byte[1000]", StringComparison.Ordinal)).ShouldSatisfyAllConditions(
            line => line.Occurrences.ShouldBe(3),
            line => line.AllocatedBytes.ShouldBe(3072),
            line => line.FirstVisitBytes.ShouldBe(1024),
            line => line.LaterBytesPerVisit.ShouldBe(1024),
            line => line.IsExact.ShouldBeTrue());
        report.Notes.Where(note => !note.Contains("full garbage collection", StringComparison.Ordinal) && !note.Contains("table of casts", StringComparison.Ordinal)).ShouldBe(
        [
            "Never called: Work.Flow() (Work.cs:21), Work.Blocks(int count) (Work.cs:34), Work.Abandon() (Work.cs:42), Work.Wait(Task never) (Work.cs:51), Work.CallUntil(Func<bool> isEnough) (Work.cs:92). Call what you want to see before the report, or take [Profile] off.",
        ]);
    }

    [Fact]
    public async Task A_plug_in_with_a_profiler_of_its_own_sees_the_figures_of_its_host()
    {
        var run = await Run("own", loads: 1, [], "Call", "Report");

        // The plug-in's print, and the host's.
        run.Output.Split("   Host.Call(MethodInfo method)\n").Length.ShouldBe(3);
        run.Output.Split("            1      1,024 B      1,024 B      1,024 B   Work.Call()\n").Length.ShouldBe(3);
    }

    [Fact]
    public async Task The_start_of_a_plug_ins_own_profiler_is_on_no_line_of_the_host()
    {
        using var folder = new TemporaryFolder();

        await Run("own", loads: 1, [("MEMORYPROFILER_REPORT", folder.File("own.json"))], "Call");
        await Run("shared", loads: 1, [("MEMORYPROFILER_REPORT", folder.File("shared.json"))], "Call");

        // Of 382 KiB; what is left is the runtime's, for the assembly.
        (OfHost("own.json") - OfHost("shared.json")).ShouldBeInRange(0, 4_096);

        long OfHost(string file) => ProfileReport.Load(folder.File(file)).Method("Host.Call(MethodInfo method)").SelfAllocatedBytes;
    }

    [Theory]
    [InlineData("own")]
    [InlineData("shared")]
    public async Task What_runs_on_after_a_plug_in_was_told_to_unload_is_in_the_report(string copy)
    {
        using var folder = new TemporaryFolder();

        var run = await Run(copy, loads: 2, [("MEMORYPROFILER_REPORT", folder.File("report.json"))], "Late");

        Rows(run).Select(row => row.Alive).ShouldBe([0, 0]);
        var report = ProfileReport.Load(folder.File("report.json"));
        (report.Method("Work.Call()").Calls, report.Method("Work.Call()").AllocatedBytes).ShouldBe((10, 10_240));
    }

    static async Task<ProgramRun> Run(string copy, int loads, (string, string)[] environment, params string[] methods)
    {
        var run = await Programs.Start(Host, [Programs.PathOf("MemoryProfiler.PlugIn"), copy, loads.ToString(CultureInfo.InvariantCulture), .. methods], environment);
        run.ExitCode.ShouldBe(0, run.Error);
        return run;
    }

    static List<Row> Rows(ProgramRun run) =>
    [
        .. run.Output.Split('\n')
            .Select(line => line.Split(' '))
            .Where(fields => fields.Length == 6 && fields.All(field => long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            .Select(fields => new Row(int.Parse(fields[0], CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture),
                int.Parse(fields[2], CultureInfo.InvariantCulture), long.Parse(fields[4], CultureInfo.InvariantCulture))),
    ];

    readonly record struct Row(int Load, int Alive, int Threads, long LedgerBytes);
}
