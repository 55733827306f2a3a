using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Assertions.Messages;

public sealed class FailureMessageTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("results").FullName;
    static byte[]? _cache;

    public FailureMessageTests() => Environment.SetEnvironmentVariable("MEMORYPROFILER_RESULTS", _folder);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("MEMORYPROFILER_RESULTS", null);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_call_over_its_limit()
    {
        _cache = null;

        Message(() => MemoryAssert.AllocatesAtMost("10 KB", Import)).ShouldBeApproved();

        var report = Directory.GetFiles(_folder).ShouldHaveSingleItem();
        Path.GetFileName(report).ShouldMatch(@"^AllocatesAtMost-\d{8}-\d{6}-\d+-\d+\.txt$");
        var text = File.ReadAllText(report);
        text.ShouldStartWith("MemoryAssert.AllocatesAtMost: one call allocated 23,744 B (23.2 KiB)");
        text.ShouldContain("Method:   FailureMessageTests.Import()   1 call, 23.2 KiB allocated (21.1 KiB self)");
    }

    [Fact]
    public async Task An_async_call_over_its_limit()
    {
        var thrown = await Should.ThrowAsync<MemoryAssertException>(() => MemoryAssert.AllocatesAtMostAsync("4 KB", ImportAsync));

        // What a thread prepares at its first call is not the same in every run.
        WithoutVariables(thrown.Message).Split(["Hint:", "Full report:"], StringSplitOptions.None)[0].ShouldBeApproved();
        thrown.Message.ShouldContain("\nFull report: ");
    }

    [Fact]
    public void A_call_of_a_method_over_its_own_limit()
    {
        MemoryReport.Reset();

        // On a thread of its own, as it may not throw where a failed task's continuations run.
        var message = "";
        var thread = new Thread(() => message = Message(Limited));
        thread.Start();
        thread.Join();

        message.ShouldBeApproved();
    }

    [Fact]
    public void A_report_that_cannot_be_written_does_not_hide_the_failure()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        Environment.SetEnvironmentVariable("MEMORYPROFILER_RESULTS", file);

        var message = Should.Throw<MemoryAssertException>(() => MemoryAssert.AllocatesAtMost("10 KB", Import)).Message;

        message.ShouldContain($"The full report cannot be written to \"{file}");
        message.ShouldEndWith("Set MEMORYPROFILER_RESULTS to a folder that may be written to.");
    }

    [Fact]
    public void Lines_of_other_tests_on_other_threads_are_not_in_the_message_of_a_failure()
    {
        var isStopped = false;
        var other = new Thread(() =>
        {
            while (!Volatile.Read(ref isStopped))
                Noise();
        });
        other.Start();

        var message = Should.Throw<MemoryAssertException>(() => MemoryAssert.AllocatesAtMost("10 KB", Import)).Message;
        Volatile.Write(ref isStopped, true);
        other.Join();

        message.ShouldContain("var rows = new byte[20_000];");
        message.ShouldNotContain("Noise");
    }

    string Message(Action assertion) => WithoutVariables(Should.Throw<MemoryAssertException>(assertion).Message);

    // The path is the machine's, the hint of a Debug build the configuration's.
    string WithoutVariables(string message) => string.Join('\n', message
        .Split('\n')
        .Where(line => !line.EndsWith("is a Debug build, whose code is not optimised and may allocate more than a Release build does.", StringComparison.Ordinal))
        .Select(line => line.StartsWith($"Full report: {_folder}", StringComparison.Ordinal) ? "Full report: {file}" : System.Text.RegularExpressions.Regex.Replace(line, "first call allocated .* more than", "first call allocated {bytes} more than")));

    [Profile]
    static void Import()
    {
        _cache ??= new byte[50_000];
        var rows = new byte[20_000];
        for (var i = 0; i < 4; i++)
            Parse(rows);
        GC.KeepAlive(new byte[1_448]);
        var thread = new Thread(static () => GC.KeepAlive(new byte[9_000]));
        thread.Start();
        thread.Join();
    }

    [Profile]
    static void Parse(byte[] rows)
    {
        GC.KeepAlive(rows);
        GC.KeepAlive(new byte[500]);
    }

    [Profile]
    static async Task ImportAsync()
    {
        GC.KeepAlive(new byte[1_000]);
        await Task.Yield();
        GC.KeepAlive(new byte[5_000]);
    }

    [MaxAllocation("4 KB")]
    static void Limited()
    {
        GC.KeepAlive(new byte[1_000]);
        GC.KeepAlive(new byte[8_000]);
        for (var i = 0; i < 3; i++)
            Parse([]);
    }

    [Profile]
    static void Noise() => GC.KeepAlive(new byte[123]);

    // Behind the methods whose lines are in approved texts.
    [Fact]
    public void The_file_of_a_failure_has_its_tables_and_nothing_on_the_whole_process_which_would_cost_time()
    {
        _cache = null;

        Should.Throw<MemoryAssertException>(() => MemoryAssert.AllocatesAtMost("10 KB", Import));

        var text = File.ReadAllText(Directory.GetFiles(_folder).ShouldHaveSingleItem());
        text.ShouldContain("\n2 methods, those that allocated most first:\n");
        text.ShouldContain("\nLargest lines, without profiled callees:\n    19.6 KiB  Assertions/Messages/FailureMessageTests.cs:");
        text.ShouldNotContain("\nNote:");
        text.ShouldNotContain("\nProfiler:");
    }
}
