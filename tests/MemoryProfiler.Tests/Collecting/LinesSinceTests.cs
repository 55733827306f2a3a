using System.Collections.Concurrent;
using MemoryProfiler.Collecting;
using MemoryProfiler.Methods;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Tests.Collecting;

/// <summary>What a failure shows of one call, whatever else the thread's ledger holds from before.</summary>
public sealed class LinesSinceTests
{
    [Fact]
    public void A_line_has_its_own_visits_however_often_a_lambda_on_it_has_run()
    {
        // A thread that continues a dead one's ledger finds such visits there.
        var recipe = Recipes()[0];
        for (var i = 0; i < 100_000; i++)
            recipe();

        Should.Throw<MemoryAssertException>(() => MemoryAssert.DoesNotAllocate(() => GC.KeepAlive(Recipes())))
            .Message.ShouldContain("\n        32 B            1   Collecting/LinesSinceTests.cs:");
    }

    [Fact]
    public void What_dead_threads_counted_before_a_snapshot_is_not_in_the_lines_since_it()
    {
        OnTwentyThreads(Work);

        OnTwentyThreads(() =>
        {
            var before = Collector.Snapshot(LedgerChoice.ThisThread);
            Work();
            var method = LinesSince(before).Methods.ShouldHaveSingleItem();
            (method.Calls, method.AllocatedBytes).ShouldBe((1, 152));
        });
    }

    [Fact]
    public void A_reset_meanwhile_does_not_change_the_lines_since_a_snapshot()
    {
        Work();
        var before = Collector.Snapshot(LedgerChoice.Program);
        Work();
        MemoryReport.Reset();

        var method = LinesSince(before).Methods.Single(method => method.Name == "LinesSinceTests.Work()");
        (method.Calls, method.AllocatedBytes).ShouldBe((1, 152));
    }

    [Fact]
    public void The_lines_of_one_method_are_those_of_the_report_whoever_asks()
    {
        MemoryReport.Reset();
        Work();
        Work();
        var reported = MemoryReport.Capture().Methods.Single(method => method.Name == "LinesSinceTests.Work()");
        var id = Enumerable.Range(1, 100_000).First(id => MethodDirectory.Find(id)?.Name == reported.Name);

        Collector.LinesOf(id, LedgerChoice.Program).ShouldBe(reported);

        MemoryReport.Reset();
        Collector.LinesOf(id, LedgerChoice.Program).ShouldBeNull();
        Collector.LinesOf(MethodIds.Take(1), LedgerChoice.Program).ShouldBeNull();
    }

    static RecordedLines LinesSince(LedgerSnapshot before) => Collector.LinesBetween(before, Collector.Snapshot(before.Choice), types: null);

    [Profile]
    static Func<byte[]>[] Recipes()
    {
        return [static () => new byte[1_000]];
    }

    [Profile]
    static void Work() => GC.KeepAlive(new byte[123]);

    static void OnTwentyThreads(Action work)
    {
        const int count = 20;
        using var all = new Barrier(count);
        var failures = new ConcurrentQueue<Exception>();
        var threads = Enumerable.Range(0, count).Select(_ => new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception e)
            {
                failures.Enqueue(e);
            }
            // Alive beside each other, so that each has a ledger of its own.
            all.SignalAndWait();
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        failures.ShouldBeEmpty();
    }
}
