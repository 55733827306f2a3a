using System.Runtime;

namespace MemoryProfiler.Tests;

public sealed class AsyncScopeTests
{
    public AsyncScopeTests() => MemoryReport.Reset();

    [Fact]
    public async Task Scopes_between_the_awaits_of_a_woven_method_have_their_bytes_and_its_lines_include_them()
    {
        await Between();
        var report = MemoryReport.Capture();
        var scope = Profile(report, "between awaits");
        scope.Calls.ShouldBe(2);
        scope.AllocatedBytes.ShouldBe(1_024 + 2_024);
        var method = Profile(report, $"{nameof(AsyncScopeTests)}.{nameof(Between)}()");
        Line(method, "// first").AllocatedBytes.ShouldBe(1_024);
        Line(method, "// first").SelfAllocatedBytes.ShouldBe(0);
        Line(method, "// second").AllocatedBytes.ShouldBe(2_024);
        Line(method, "// second").SelfAllocatedBytes.ShouldBe(0);
        Line(method, "// own").SelfAllocatedBytes.ShouldBe(3_024);
        report.Notes.ShouldNotContain(note => note.StartsWith("The scope", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_scope_across_an_await_of_a_woven_method_ends_at_the_await_and_is_noted()
    {
        await Across();
        var report = MemoryReport.Capture();
        Profile(report, "across an await").Calls.ShouldBe(1);
        report.Notes.ShouldContain(note => note.StartsWith("The scope \"across an await\" did not end where it began (1 time)", StringComparison.Ordinal));
        var method = Profile(report, $"{nameof(AsyncScopeTests)}.{nameof(Across)}()");
        Line(method, "// after").AllocatedBytes.ShouldBe(1_024);
        Line(method, "// after").SelfAllocatedBytes.ShouldBe(1_024);
    }

    [Fact]
    public void Scopes_of_one_name_on_many_threads_count_every_call_and_byte()
    {
        // The end of a background collection charges a thread with the unused rest of its allocation context.
        var usual = GCSettings.LatencyMode;
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(Repeat)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        GCSettings.LatencyMode = usual;
        var scope = Profile(MemoryReport.Capture(), "on many threads");
        scope.Calls.ShouldBe(40_000);
        scope.AllocatedBytes.ShouldBe(40_000 * 1_024);
        scope.MaxAllocatedBytes.ShouldBe(1_024);
    }

    static void Repeat()
    {
        for (var i = 0; i < 10_000; i++)
        {
            using (MemoryScope.Enter("on many threads"))
                GC.KeepAlive(new byte[1_000]);
        }
    }

    [Profile]
    static async Task Between()
    {
        using (MemoryScope.Enter("between awaits"))
        {
            GC.KeepAlive(new byte[1_000]); // first
        }
        await Task.Delay(1);
        using (MemoryScope.Enter("between awaits"))
        {
            GC.KeepAlive(new byte[2_000]); // second
        }
        GC.KeepAlive(new byte[3_000]); // own
    }

    [Profile]
    static async Task Across()
    {
        using (MemoryScope.Enter("across an await"))
        {
            await Task.Delay(1);
            GC.KeepAlive(new byte[1_000]); // after
        }
    }

    static MethodProfile Profile(ProfileReport report, string name) => report.Methods.Single(method => method.Name == name);

    static LineProfile Line(MethodProfile method, string text) =>
        method.Lines.First(line => line.Text.Contains(text, StringComparison.Ordinal));
}
