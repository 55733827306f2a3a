using MemoryProfiler.Ledger;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Tests;

public sealed class MisplacedScopeTests
{
    public MisplacedScopeTests() => MemoryReport.Reset();

    [Fact]
    public void Disposing_a_scope_twice_ends_nothing_else()
    {
        var first = MemoryScope.Enter("twice");
        first.Dispose();
        using (MemoryScope.Enter("in its place"))
        {
            first.Dispose();
            default(MemoryScope).Dispose();
            GC.KeepAlive(new byte[1_000]);
        }
        Profile("twice").AllocatedBytes.ShouldBe(0);
        Profile("in its place").AllocatedBytes.ShouldBe(1_024);
        Notes().ShouldBeEmpty();
    }

    [Fact]
    public void A_scope_left_open_inside_another_ends_with_it()
    {
        using (MemoryScope.Enter("closes"))
        {
            MemoryScope.Enter("left open");
            GC.KeepAlive(new byte[1_000]);
        }
        GC.KeepAlive(new byte[5_000]);
        Profile("left open").AllocatedBytes.ShouldBe(1_024);
        Profile("closes").AllocatedBytes.ShouldBe(1_024);
        Profile("closes").SelfAllocatedBytes.ShouldBe(0);
    }

    [Fact]
    public void A_scope_left_open_in_a_woven_method_ends_with_it_and_its_stale_copy_ends_nothing()
    {
        var left = LeavesOpen();
        GC.KeepAlive(new byte[5_000]);
        using (MemoryScope.Enter("another"))
        {
            Disposes(left);
            GC.KeepAlive(new byte[1_000]);
        }
        Profile("left open in woven").AllocatedBytes.ShouldBe(1_024);
        Profile("another").AllocatedBytes.ShouldBe(1_024 + 2_024);
        Profile($"{nameof(MisplacedScopeTests)}.{nameof(Disposes)}(MemoryScope scope)").AllocatedBytes.ShouldBe(2_024);
    }

    [Fact]
    public void Exit_by_name_ends_the_innermost_scope_of_that_name_and_what_was_left_open_in_it()
    {
        MemoryScope.Enter("by name");
        MemoryScope.Enter("by name");
        MemoryScope.Enter("inside by name");
        GC.KeepAlive(new byte[1_000]);
        MemoryScope.Exit("by name");
        GC.KeepAlive(new byte[2_000]);
        MemoryScope.Exit("by name");
        GC.KeepAlive(new byte[5_000]);
        MemoryScope.Exit("never entered");
        Profile("by name").AllocatedBytes.ShouldBe(1_024 + 2_024);
        Profile("by name").MinAllocatedBytes.ShouldBe(1_024);
        Profile("inside by name").AllocatedBytes.ShouldBe(1_024);
        Notes().ShouldBeEmpty();
    }

    [Fact]
    public void Exit_by_name_on_another_thread_ends_no_scope_and_is_noted()
    {
        using (MemoryScope.Enter("left by name"))
        {
            OnNewThread(() => MemoryScope.Exit("left by name"));
            GC.KeepAlive(new byte[1_000]);
        }
        Profile("left by name").Calls.ShouldBe(1);
        Notes().ShouldHaveSingleItem().ShouldStartWith("The scope \"left by name\" did not end where it began (1 time)");
    }

    [Fact]
    public void Disposing_on_another_thread_ends_the_scope_with_what_it_had_counted_and_is_noted()
    {
        OnNewThread(() =>
        {
            var scope = MemoryScope.Enter("moved");
            using (MemoryScope.Enter("in moved"))
                GC.KeepAlive(new byte[1_000]);
            OnNewThread(() =>
            {
                using (MemoryScope.Enter("over there"))
                {
                    scope.Dispose();
                    scope.Dispose();
                    GC.KeepAlive(new byte[1_000]);
                }
            });
            GC.KeepAlive(new byte[5_000]);
            using (MemoryScope.Enter("afterwards"))
                GC.KeepAlive(new byte[2_000]);
        });
        var report = MemoryReport.Capture();
        Profile("moved", report).AllocatedBytes.ShouldBe(1_024);
        Profile("moved", report).SelfAllocatedBytes.ShouldBe(0);
        Profile("over there", report).AllocatedBytes.ShouldBe(1_024);
        Profile("afterwards", report).AllocatedBytes.ShouldBe(2_024);
        Notes(report).ShouldHaveSingleItem().ShouldBe(
            "The scope \"moved\" did not end where it began (1 time): end it on the thread and in the method that entered it. It cannot span an await; mark an async method with [Profile] instead.");
        MemoryReport.Reset();
        Notes().ShouldBeEmpty();
    }

    [Fact]
    public void A_report_taken_inside_leaves_the_scope_what_it_had_counted()
    {
        MemoryReport.Capture();
        OnNewThread(() =>
        {
            var scope = MemoryScope.Enter("reported in");
            using (MemoryScope.Enter("before the report"))
                GC.KeepAlive(new byte[1_000]);
            // It times the profiler's own probes, in frames that callees have too.
            MemoryReport.Capture();
            OnNewThread(scope.Dispose);
            using (MemoryScope.Enter("after the report"))
                GC.KeepAlive(new byte[2_000]);
        });
        Profile("reported in").AllocatedBytes.ShouldBe(1_024);
        Profile("after the report").AllocatedBytes.ShouldBe(2_024);
    }

    [Fact]
    public void A_scope_across_an_await_leaves_no_thread_with_an_open_frame()
    {
        // Each of these suspends on this thread and resumes on one of the pool's.
        OnNewThread(() => Task.WaitAll([.. Enumerable.Range(0, 100).Select(_ => SpansAwait())], TestContext.Current.CancellationToken));
        OnNewThread(() =>
        {
            using (MemoryScope.Enter("clean"))
                GC.KeepAlive(new byte[1_000]);
        });
        Profile("spans await").Calls.ShouldBe(100);
        Profile("clean").AllocatedBytes.ShouldBe(1_024);
    }

    [Fact]
    public void A_scope_ended_inside_a_woven_callee_ends_when_the_callee_has()
    {
        var scope = MemoryScope.Enter("ended in callee");
        Disposes(scope);
        GC.KeepAlive(new byte[5_000]);
        using (MemoryScope.Enter("next"))
            GC.KeepAlive(new byte[1_000]);
        Profile("ended in callee").AllocatedBytes.ShouldBe(2_024);
        Profile($"{nameof(MisplacedScopeTests)}.{nameof(Disposes)}(MemoryScope scope)").AllocatedBytes.ShouldBe(2_024);
        Profile("next").AllocatedBytes.ShouldBe(1_024);
    }

    [Fact]
    public void Scopes_that_are_never_ended_take_no_memory_without_end()
    {
        long size = 0;
        OnNewThread(() =>
        {
            for (var i = 0; i < ScopeProbe.MaxDepth; i++)
                MemoryScope.Enter("leak");
            size = LedgerRegistry.TotalSize();
            for (var i = 0; i < ScopeProbe.MaxDepth; i++)
                MemoryScope.Enter("leak");
        });
        LedgerRegistry.TotalSize().ShouldBe(size);
        Profile("leak").Calls.ShouldBeInRange(ScopeProbe.MaxDepth - 16, ScopeProbe.MaxDepth);
    }

    static async Task SpansAwait()
    {
        using (MemoryScope.Enter("spans await"))
            await Task.Run(() => { });
    }

    [Profile]
    static MemoryScope LeavesOpen()
    {
        var scope = MemoryScope.Enter("left open in woven");
        GC.KeepAlive(new byte[1_000]);
        return scope;
    }

    [Profile]
    static void Disposes(MemoryScope scope)
    {
        scope.Dispose();
        GC.KeepAlive(new byte[2_000]);
    }

    static void OnNewThread(Action work)
    {
        var thread = new Thread(() => work());
        thread.Start();
        thread.Join();
    }

    static MethodProfile Profile(string name, ProfileReport? report = null) =>
        (report ?? MemoryReport.Capture()).Methods.Single(method => method.Name == name);

    static List<string> Notes(ProfileReport? report = null) =>
        [.. (report ?? MemoryReport.Capture()).Notes.Where(note => note.StartsWith("The scope", StringComparison.Ordinal))];
}
