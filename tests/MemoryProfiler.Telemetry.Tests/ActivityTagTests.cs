using System.Diagnostics;
using MemoryProfiler.Telemetry.Tests.Support;

namespace MemoryProfiler.Telemetry.Tests;

public sealed class ActivityTagTests
{
    const string Tag = "memoryprofiler.allocated_bytes";

    [Fact]
    public void The_current_activity_has_the_bytes_of_the_outermost_calls()
    {
        using var activity = new Activity("request").Start();

        Samples.Outer();
        Bytes(activity).ShouldBe(4_072);
        Samples.Leaf();
        Bytes(activity).ShouldBe(4_072 + 1_024);
        Samples.Recursive(2);

        Bytes(activity).ShouldBe(4_072 + 1_024 + 3_072);
    }

    [Fact]
    public async Task What_a_call_hands_to_other_threads_is_counted_once()
    {
        for (var round = 0; round < 20; round++)
        {
            MemoryReport.Reset();
            long told;
            using (var activity = new Activity("request").Start())
            {
                Samples.Hands(50_000);
                told = Bytes(activity);
            }
            told.ShouldBe(Settled($"{nameof(Samples)}.{nameof(Samples.Hands)}("));
            told.ShouldBeInRange(50_024, 52_000);

            MemoryReport.Reset();
            using (var activity = new Activity("request").Start())
            {
                await Samples.HandsAsync(50_000);
                told = Bytes(activity);
            }
            told.ShouldBe(Settled($"{nameof(Samples)}.{nameof(Samples.HandsAsync)}("));
            told.ShouldBeInRange(51_048, 53_000);
        }
    }

    [Fact]
    public void The_current_activity_has_the_bytes_of_scopes_iterators_and_calls_that_throw_too()
    {
        using var activity = new Activity("request").Start();

        using (MemoryScope.Enter("a block in a request"))
            Samples.Leaf();
        foreach (var _ in Samples.Elements(3))
        {
        }
        Should.Throw<TimeoutException>(Samples.Throws);

        // The exception is made inside the call.
        var thrown = Bytes(activity) - (5 * 1_024);
        MemoryReport.Reset();
        Should.Throw<TimeoutException>(Samples.Throws);
        Bytes(activity).ShouldBe((5 * 1_024) + thrown + MemoryReport.Capture().Methods.Single().AllocatedBytes);
    }

    [Fact]
    public void The_current_activity_has_what_an_iterator_allocates_as_it_is_broken_off_too()
    {
        using var activity = new Activity("request").Start();

        foreach (var _ in Samples.Guarded())
            break;

        Bytes(activity).ShouldBe(1_024);
    }

    [Fact]
    public void The_current_activity_has_the_bytes_of_the_task_of_a_call_that_never_suspends_too()
    {
        using var activity = new Activity("request").Start();

        Samples.Made(1_000).IsCompleted.ShouldBeTrue();

        Bytes(activity).ShouldBe(1_024 + 72);
    }

    [Fact]
    public void An_activity_that_begins_inside_a_call_gets_nothing_of_it()
    {
        Activity? inner = null;
        using var activity = new Activity("request").Start();

        Samples.Runs(() =>
        {
            inner = new Activity("inner").Start();
            Samples.Leaf();
            inner.Stop();
        });

        inner!.GetTagItem(Tag).ShouldBeNull();
        activity.GetTagItem(Tag).ShouldNotBeNull();
    }

    [Fact]
    public void An_activity_that_nobody_asked_for_data_of_is_left_alone()
    {
        using var activity = new Activity("request") { IsAllDataRequested = false }.Start();

        Samples.Leaf();

        activity.GetTagItem(Tag).ShouldBeNull();
    }

    [Fact]
    public async Task An_async_call_counts_whole_whichever_threads_run_it()
    {
        using var workers = new Workers(threads: 3, capacity: 10_000);
        await Samples.Hopping(workers, 1_000);
        for (var round = 0; round < 500; round++)
        {
            MemoryReport.Reset();
            long told;
            using (var activity = new Activity("request").Start())
            {
                await Samples.Hopping(workers, 1_000);
                told = Bytes(activity);
            }
            told.ShouldBe(Settled("Samples.Hopping("));
        }
    }

    [Fact]
    public async Task A_thousand_calls_at_once_each_have_their_own_bytes()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => Samples.Yielding(10), cancellation)));
        MemoryReport.Reset();

        var told = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => Task.Run(async () =>
        {
            using var activity = new Activity("request").Start();
            await Samples.Yielding(1 + (i % 10));
            return (Hops: 1 + (i % 10), Bytes: Bytes(activity));
        }, cancellation)));

        told.Sum(call => call.Bytes).ShouldBe(MemoryReport.Capture().Methods.Single(method => method.Name.StartsWith("Samples.Yielding(", StringComparison.Ordinal)).AllocatedBytes);
        foreach (var (hops, bytes) in told)
            bytes.ShouldBeGreaterThanOrEqualTo(hops * 1_024);
    }

    [Fact]
    public async Task Async_recursion_is_not_counted_twice()
    {
        await Samples.Deep(5);
        MemoryReport.Reset();
        using var activity = new Activity("request").Start();

        await Samples.Deep(5);

        Bytes(activity).ShouldBe(Settled("Samples.Deep("));
    }

    [Fact]
    public async Task A_continuation_that_runs_inline_counts_once()
    {
        await Samples.Inline();
        MemoryReport.Reset();
        using var activity = new Activity("request").Start();

        await Samples.Inline();

        Bytes(activity).ShouldBe(Settled("Samples.Inline("));
    }

    [Fact]
    public async Task What_a_call_leaves_to_another_that_it_returns_counts_for_the_same_activity()
    {
        using var workers = new Workers(threads: 2, capacity: 1_000);
        await Samples.Passing(workers, 1_000);
        MemoryReport.Reset();
        using var activity = new Activity("request").Start();

        await Samples.Passing(workers, 1_000);

        var expected = Settled("Samples.Passing(", method => method.AllocatedBytes);
        SpinWait.SpinUntil(() => Bytes(activity) == expected, TimeSpan.FromSeconds(30));
        Bytes(activity).ShouldBe(expected);
    }

    [Fact]
    public async Task A_call_that_another_flow_resumes_below_its_own_line_counts_for_both()
    {
        var gate = new TaskCompletionSource();
        Task waiting;
        Activity first, second;
        using (first = new Activity("first").Start())
            waiting = Waits(gate.Task);
        using (second = new Activity("second").Start())
        {
            Samples.Runs(gate.SetResult);
            await waiting;
        }

        var own = Bytes(second) - (2 * 1_024);
        Bytes(first).ShouldBeGreaterThanOrEqualTo(5_024);
        own.ShouldBeGreaterThanOrEqualTo(5_024);
    }

    [Fact]
    public void Tags_add_no_bytes_to_any_line()
    {
        Samples.Outer();
        MemoryReport.Reset();
        using var activity = new Activity("request").Start();

        Samples.Outer();

        MemoryReport.Capture().Methods.Select(method => (method.Name, method.AllocatedBytes)).ShouldBe([("Samples.Outer()", 4_072), ("Samples.Leaf()", 2_048)]);
    }

    static long Bytes(Activity activity) => (long)activity.GetTagItem(Tag)!;

    /// <summary>The most bytes of one call, once a segment that handed over to another thread has left its method.</summary>
    static long Settled(string method, Func<MethodProfile, long>? figure = null)
    {
        MethodProfile? found = null;
        SpinWait.SpinUntil(
            () =>
            {
                found = MemoryReport.Capture().Methods.Single(known => known.Name.StartsWith(method, StringComparison.Ordinal));
                return figure is not null || found.MaxAllocatedBytes == found.AllocatedBytes;
            },
            TimeSpan.FromSeconds(30));
        return figure is null ? found!.MaxAllocatedBytes : figure(found!);
    }

    [Profile]
    static async Task Waits(Task gate)
    {
        await gate;
        GC.KeepAlive(new byte[5_000]);
    }
}
