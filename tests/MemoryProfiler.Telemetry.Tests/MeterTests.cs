using MemoryProfiler.Telemetry.Tests.Support;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Telemetry.Tests;

public sealed class MeterTests
{
    const string Calls = "memoryprofiler.method.calls";
    const string Allocated = "memoryprofiler.method.allocated";

    [Fact]
    public void The_meter_counts_each_call_with_its_exact_bytes()
    {
        using var heard = new Heard();

        Samples.Outer();

        heard.Of(Calls).ShouldBe([("Samples.Leaf()", 1), ("Samples.Leaf()", 1), ("Samples.Outer()", 1)]);
        heard.Of(Allocated).ShouldBe([("Samples.Leaf()", 1_024), ("Samples.Leaf()", 1_024), ("Samples.Outer()", 4_072)]);
    }

    [Fact]
    public void Tags_of_the_meter_are_the_function_by_the_conventions_and_the_method_as_reports_name_it()
    {
        using var heard = new Heard();

        Samples.Leaf(1_000);

        heard.TagsOf(Allocated).ShouldHaveSingleItem().ShouldBe(new Dictionary<string, object?>
        {
            ["code.function.name"] = Samples.Namespace + "Leaf",
            ["memoryprofiler.method"] = "Samples.Leaf(int length)",
        });
    }

    [Fact]
    public void The_meter_counts_a_call_that_an_exception_leaves()
    {
        using var heard = new Heard();

        Should.Throw<TimeoutException>(Samples.Throws);

        heard.Of(Calls).ShouldBe([("Samples.Throws()", 1)]);
    }

    [Fact]
    public void Every_call_of_a_recursion_counts_with_what_it_called()
    {
        using var heard = new Heard();

        Samples.Recursive(2);

        heard.Of(Allocated).Select(call => call.Value).ShouldBe([1_024, 2_048, 3_072]);
    }

    [Fact]
    public void Scopes_and_iterators_are_calls_of_the_meter_too()
    {
        using var heard = new Heard();

        using (MemoryScope.Enter("a block that is told"))
            Samples.Leaf();
        foreach (var _ in Samples.Elements(3))
        {
        }

        heard.Of(Allocated).ShouldBe([("Samples.Leaf()", 1_024), ("a block that is told", 1_024), ("Samples.Elements(int count)", 3 * 1_024)]);
        heard.TagsOf(Calls)[1].Keys.ShouldBe(["memoryprofiler.method"]);
    }

    [Fact]
    public async Task An_async_call_is_told_once_with_the_bytes_of_all_its_segments()
    {
        using var workers = new Workers(threads: 2, capacity: 1_000);
        await Samples.Hopping(workers, 1_000);
        using var heard = new Heard();
        MemoryReport.Reset();

        await Samples.Hopping(workers, 1_000);
        await Samples.Completed();

        await Eventually(() => heard.Of(Allocated).Count == 3);
        var report = MemoryReport.Capture();
        heard.Of(Allocated).Order().ShouldBe(report.Methods.Select(method => ((string?)method.Name, (double)method.MaxAllocatedBytes)).Order());
        heard.Of(Calls).ShouldAllBe(call => call.Value == 1);
    }

    [Fact]
    public void Neither_a_listener_nor_what_it_runs_is_in_any_figure()
    {
        byte[]? kept = null;
        using var heard = new Heard(() =>
        {
            kept = new byte[50_000];
            Samples.Leaf();
        });
        MemoryReport.Reset();

        Samples.Outer();

        var report = MemoryReport.Capture();
        report.Methods.Select(method => (method.Name, method.Calls, method.AllocatedBytes)).ShouldBe([("Samples.Outer()", 1, 4_072), ("Samples.Leaf()", 2, 2_048)]);
        kept.ShouldNotBeNull();
        heard.Of(Calls).Count.ShouldBe(3);
    }

    [Fact]
    public void A_listener_that_fails_does_no_harm_to_the_program_or_the_figures()
    {
        using var failing = new Heard(() => throw new TimeoutException());
        MemoryReport.Reset();

        Samples.Outer();

        MemoryReport.Capture().Methods.Select(method => (method.Name, method.Calls, method.AllocatedBytes))
            .ShouldBe([("Samples.Outer()", 1, 4_072), ("Samples.Leaf()", 2, 2_048)]);
    }

    [Fact]
    public void A_limit_of_a_call_does_not_count_what_listeners_allocate()
    {
        using var heard = new Heard(() => GC.KeepAlive(new byte[50_000]));

        Limited();

        heard.Of(Allocated).ShouldBe([("MeterTests.Limited()", 1_024)]);
    }

    [Fact]
    public void A_listener_is_noticed_by_the_calls_after_the_next_tick()
    {
        Samples.Leaf();
        using var heard = new Heard();
        // As if nobody had looked: only ticks tell.
        CallWatch.Calls = WatchedCalls.None;

        SpinWait.SpinUntil(() =>
        {
            Samples.Leaf();
            return heard.Of(Calls).Count > 0;
        }, TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    [Fact]
    public void Without_ticks_a_listener_is_noticed_too()
    {
        MemoryProfilerSettings.Configure(options => options.WorkingSetMode = WorkingSetMode.Off);
        try
        {
            Samples.Leaf();
            using var heard = new Heard();
            CallWatch.Calls = WatchedCalls.None;

            SpinWait.SpinUntil(() =>
            {
                Samples.Leaf();
                return heard.Of(Calls).Count > 0;
            }, TimeSpan.FromSeconds(30)).ShouldBeTrue();
        }
        finally
        {
            MemoryProfilerSettings.Configure(options => options.WorkingSetMode = WorkingSetMode.Sampled);
        }
    }

    [Fact]
    public void Calls_that_run_when_listening_begins_or_ends_keep_their_figures()
    {
        Heard? heard = null;
        MemoryReport.Reset();

        Samples.Runs(() => heard = new Heard());
        Samples.Runs(() => heard!.Dispose());

        var runs = MemoryReport.Capture().Methods.Single(method => method.Name == "Samples.Runs(Action action)");
        runs.Calls.ShouldBe(2);
        runs.Lines.Where(line => line.Text.Contains("new byte", StringComparison.Ordinal)).Select(line => line.AllocatedBytes).ShouldBe([2_048, 2_048]);
        // The first one ends while somebody listens, but may have begun when nobody looked.
        heard!.Of(Calls).Count.ShouldBeLessThanOrEqualTo(1);
        CallWatch.Calls.ShouldNotBe(WatchedCalls.All);
    }

    [Fact]
    public void A_million_calls_allocate_nothing_after_a_listener_has_gone()
    {
        new Heard().Dispose();
        Samples.Leaf(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000_000; i++)
            Samples.Leaf(0);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(24_000_000);
    }

    [Fact]
    public void Own_cost_is_what_reports_say_and_does_not_fall_after_a_reset()
    {
        using var heard = new Heard();
        Samples.Outer();
        // What a probe costs is measured with counters of its own, which the first time makes.
        heard.Observe();
        heard.Observe();
        var reported = MemoryReport.Capture().Cost.LedgerBytes;
        MemoryReport.Reset();
        heard.Observe();

        heard.Of("memoryprofiler.cost.memory")[1].Value.ShouldBe(reported);
        var seconds = heard.Of("memoryprofiler.cost.time").Select(cost => cost.Value).ToList();
        seconds[2].ShouldBe(seconds[1]);
    }

    [Fact]
    public void Without_the_option_Telemetry_no_listener_of_the_meter_is_told()
    {
        MemoryProfilerSettings.Configure(options => options.Telemetry = false);
        try
        {
            using var heard = new Heard();
            Samples.Outer();
            heard.Of(Calls).ShouldBeEmpty();
        }
        finally
        {
            MemoryProfilerSettings.Configure(options => options.Telemetry = true);
        }
        using var again = new Heard();
        Samples.Leaf();
        again.Of(Calls).ShouldBe([("Samples.Leaf()", 1)]);
    }

    [Fact]
    public void Every_thread_tells_its_calls_to_the_meter()
    {
        using var heard = new Heard();

        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < 1_000; i++)
                Samples.Leaf();
        });

        heard.Of(Allocated).ShouldBe(Enumerable.Repeat<(string?, double)>(("Samples.Leaf()", 1_024), 4_000));
    }

    [Profile]
    [MaxAllocation("1024 B")]
    static void Limited() => GC.KeepAlive(new byte[1_000]);

    static async Task Eventually(Func<bool> condition)
    {
        for (var i = 0; i < 3_000 && !condition(); i++)
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }
}
