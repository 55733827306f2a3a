namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>There is a report however the program ends, and it ends as it would without.</summary>
public sealed class EndingTests
{
    [Theory]
    [InlineData("wait", Signal.Interrupt, "signal 2")]
    [InlineData("wait", Signal.Terminate, "signal 15")]
    [InlineData("wait", Signal.HangUp, "signal 1")]
    [InlineData("wait", Signal.Quit, "signal 3")]
    [InlineData("key", Signal.Interrupt, "signal 2")]
    [InlineData("key", Signal.Quit, "signal 3")]
    [InlineData("key-cancel", Signal.Interrupt, "exit 5")]
    [InlineData("key-cancel", Signal.Quit, "exit 5")]
    [InlineData("key-cancel", Signal.Terminate, "signal 15")]
    [InlineData("handler", Signal.Interrupt, "signal 2")]
    [InlineData("handler", Signal.Terminate, "signal 15")]
    [InlineData("handler", Signal.HangUp, "signal 1")]
    [InlineData("handler", Signal.Quit, "signal 3")]
    [InlineData("handler-cancel", Signal.Interrupt, "exit 6")]
    [InlineData("handler-cancel", Signal.Terminate, "exit 6")]
    [InlineData("handler-cancel", Signal.HangUp, "exit 6")]
    [InlineData("handler-cancel", Signal.Quit, "exit 6")]
    [InlineData("handler-exit", Signal.Interrupt, "exit 9")]
    [InlineData("handler-exit", Signal.Terminate, "exit 9")]
    [InlineData("handler-exit", Signal.HangUp, "exit 9")]
    [InlineData("handler-throw", Signal.Terminate, "signal 6")]
    public async Task A_signal_leaves_a_report_with_what_the_programs_handlers_called_and_ends_it_as_without_one(string program, Signal signal, string end)
    {
        using var folder = new TemporaryFolder();
        using var plain = new TemporaryFolder();

        var without = await (await SignalledProgram.Start(plain, [program], report: null).Ready()).Send(signal).End();
        var with = await (await SignalledProgram.Start(folder, [program], folder.File("report.json")).Ready()).Send(signal).End();

        without.ShouldBe(end);
        with.ShouldBe(end);
        Files(folder).ShouldBe(["error", "output", "report.json"]);
        var report = ProfileReport.Load(folder.File("report.json"));
        report.Method("Work.Begin()").AllocatedBytes.ShouldBe(1024);
        var isHandled = program is "key" or "handler" or "handler-cancel" || (program == "key-cancel" && signal != Signal.Terminate);
        CallsAtEnd(report).ShouldBe(isHandled ? [2024] : []);
    }

    [Fact]
    public async Task A_call_that_a_signal_ends_counts_up_to_then()
    {
        using var folder = new TemporaryFolder();

        var run = await SignalledProgram.Start(folder, ["wait"], "-").Ready();

        (await run.Send(Signal.Terminate).End()).ShouldBe("signal 15");
        run.Error.ShouldBeEmpty();
        run.Output.ShouldContain("Method:   Ending.Wait()   1 call, ");
        run.Output.ShouldContain("     3,024 B            1       var block = new byte[3000];\n");
        run.Output.ShouldContain("            1       Thread.Sleep(Timeout.Infinite);\n");
    }

    [Fact]
    public async Task A_signal_that_the_program_cancels_prints_no_report_before_its_end()
    {
        using var folder = new TemporaryFolder();

        var run = await SignalledProgram.Start(folder, ["key-cancel"], "-").Ready();

        (await run.Send(Signal.Interrupt).End()).ShouldBe("exit 5");
        run.Output.Split("Method:   Work.End()   1 call, 2,024 B allocated").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_signal_ends_a_program_that_leaves_Main_while_the_report_is_printed()
    {
        using var folder = new TemporaryFolder();

        var run = await SignalledProgram.Start(folder, ["slow-output"], "-").Ready();

        (await run.Send(Signal.Terminate).End()).ShouldBe("signal 15");
    }

    [Fact]
    public async Task A_signal_ends_a_program_whose_report_cannot_be_printed()
    {
        using var folder = new TemporaryFolder();

        var run = await SignalledProgram.Start(folder, ["stuck-output"], "-").Ready();

        (await run.Send(Signal.Interrupt).Send(Signal.Interrupt).End()).ShouldBe("signal 2");
    }

    [Fact]
    public async Task A_program_that_ignores_the_end_of_its_terminal_goes_on()
    {
        using var folder = new TemporaryFolder();

        var run = await SignalledProgram.Start(folder, ["wait"], folder.File("report.json"), "trap '' HUP; " + SignalledProgram.ToFiles).Ready();

        (await run.Send(Signal.HangUp).Send(Signal.Terminate).End()).ShouldBe("signal 15");
        ProfileReport.Load(folder.File("report.json")).Method("Work.Begin()").Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData("host", Signal.Interrupt)]
    [InlineData("host", Signal.Terminate)]
    [InlineData("host", Signal.Quit)]
    [InlineData("web", Signal.Interrupt)]
    [InlineData("web", Signal.Terminate)]
    public async Task A_host_stops_before_the_report_is_taken_however_often_it_is_told_to(string program, Signal signal)
    {
        using var folder = new TemporaryFolder();
        var gate = folder.File("gate");

        var run = await SignalledProgram.Start(folder, [program, gate], folder.File("report.json")).Ready();
        await run.Send(signal).Ready("stopping");
        await run.Send(signal).Ready("stopping\nagain");
        Files(folder).ShouldBe(["error", "output"]);
        await File.WriteAllTextAsync(gate, "", TestContext.Current.CancellationToken);

        (await run.End()).ShouldBe("exit 0");
        run.Error.ShouldBeEmpty();
        ProfileReport.Load(folder.File("report.json")).Method("Work.End()").AllocatedBytes.ShouldBe(2024);
    }

    [Theory]
    [InlineData("return", "exit 4", false)]
    [InlineData("exit-handler", "exit 4", true)]
    [InlineData("crash-on-thread", "signal 6", false)]
    public async Task An_end_without_a_signal_leaves_a_report(string program, string end, bool isHandled)
    {
        using var folder = new TemporaryFolder();

        (await SignalledProgram.Start(folder, [program], folder.File("report.json")).End()).ShouldBe(end);

        Files(folder).ShouldBe(["error", "output", "report.json"]);
        var report = ProfileReport.Load(folder.File("report.json"));
        report.Method("Work.Begin()").AllocatedBytes.ShouldBe(1024);
        CallsAtEnd(report).ShouldBe(isHandled ? [2024] : []);
    }

    [Fact]
    public async Task A_plug_in_with_a_profiler_of_its_own_leaves_a_report_when_it_is_unloaded()
    {
        using var folder = new TemporaryFolder();

        (await SignalledProgram.Start(folder, ["unload", folder.File("report.json")], report: null).End()).ShouldBe("exit 8");

        ProfileReport.Load(folder.File("report.json")).Method("Work.End()").AllocatedBytes.ShouldBe(2024);
    }

    [Fact]
    public async Task Nobody_who_reads_the_output_any_more_changes_nothing()
    {
        using var folder = new TemporaryFolder();

        var run = await SignalledProgram.Start(folder, ["wait"], "-", "exec \"$@\" > >(head -n 1 > \"$folder/output\") 2> \"$folder/error\"").Ready();

        (await run.Send(Signal.HangUp).End()).ShouldBe("signal 1");
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Streams_that_take_nothing_change_nothing()
    {
        using var folder = new TemporaryFolder();

        (await SignalledProgram.Start(folder, ["return"], "-", "exec \"$@\" > /dev/full 2>&1").End()).ShouldBe("exit 4");
    }

    [Fact]
    public async Task A_signal_while_the_program_starts_ends_it_and_leaves_a_whole_report_or_none()
    {
        const int starts = 12;
        for (var i = 0; i < starts; i++)
        {
            using var folder = new TemporaryFolder();

            var run = SignalledProgram.Start(folder, ["wait"], folder.File("report.json"));
            await Task.Delay(i * 10, TestContext.Current.CancellationToken);

            (await run.Send(Signal.Terminate).End()).ShouldBe("signal 15");
            foreach (var file in Directory.GetFiles(folder.Path, "*.json"))
                CallsAtEnd(ProfileReport.Load(file)).ShouldBeEmpty();
        }
    }

    /// <summary>The bytes of the one call that some programs make when they end.</summary>
    static IEnumerable<long> CallsAtEnd(ProfileReport report) =>
        report.Methods.Where(method => method is { Name: "Work.End()", Calls: 1 }).Select(method => method.AllocatedBytes);

    static IEnumerable<string?> Files(TemporaryFolder folder) =>
        Directory.GetFiles(folder.Path).Select(Path.GetFileName).Where(name => name != "gate").Order(StringComparer.Ordinal);
}
