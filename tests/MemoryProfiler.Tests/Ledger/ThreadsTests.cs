using System.Runtime.CompilerServices;
using MemoryProfiler.Ledger;

namespace MemoryProfiler.Tests.Ledger;

public sealed class ThreadsTests
{
    const int BytesOfOneArray = 1_024;

    [Fact]
    public void Four_threads_and_a_million_calls_under_forced_collections_count_every_call_and_byte()
    {
        const int threads = 4;
        const int callsPerThread = 250_000;
        MemoryReport.Reset();
        var collections = GC.CollectionCount(2);
        using var done = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            // Without a pause the four would hardly run at all.
            while (!done.Token.WaitHandle.WaitOne(1))
                GC.Collect();
        });
        collector.Start();
        InParallel(threads, () =>
        {
            for (var i = 0; i < callsPerThread; i++)
                Allocate();
        });
        done.Cancel();
        collector.Join();

        (GC.CollectionCount(2) - collections).ShouldBeGreaterThanOrEqualTo(10);
        var method = Profiled(nameof(Allocate));
        method.Calls.ShouldBe(threads * callsPerThread);
        method.AllocatedBytes.ShouldBe((long)threads * callsPerThread * BytesOfOneArray);
        method.SelfAllocatedBytes.ShouldBe(method.AllocatedBytes);
        method.MinAllocatedBytes.ShouldBe(BytesOfOneArray);
        method.MaxAllocatedBytes.ShouldBe(BytesOfOneArray);
        var line = method.Lines.Single(l => l.Text.Contains("new byte[1000]", StringComparison.Ordinal));
        line.Occurrences.ShouldBe(threads * callsPerThread);
        line.AllocatedBytes.ShouldBe((long)threads * callsPerThread * BytesOfOneArray);
    }

    [Fact]
    public void Two_thousand_short_lived_threads_need_no_more_native_memory_than_a_hundred()
    {
        MemoryReport.Reset();
        for (var i = 0; i < 100; i++)
            InParallel(1, () => Allocate());
        var afterHundred = LedgerRegistry.TotalSize();
        for (var i = 100; i < 2_000; i++)
            InParallel(1, () => Allocate());

        LedgerRegistry.TotalSize().ShouldBeLessThanOrEqualTo(afterHundred * 110 / 100);
        var method = Profiled(nameof(Allocate));
        method.Calls.ShouldBe(2_000);
        method.AllocatedBytes.ShouldBe(2_000L * BytesOfOneArray);
    }

    [Fact]
    public void Threads_that_live_at_the_same_time_have_ledgers_of_their_own_and_later_ones_take_them_over()
    {
        MemoryReport.Reset();
        using var all = new Barrier(20);
        void Wave() => InParallel(20, () =>
        {
            Allocate();
            all.SignalAndWait();
            Allocate();
        });
        Wave();
        var afterOneWave = LedgerRegistry.TotalSize();
        for (var i = 0; i < 20; i++)
            Wave();

        LedgerRegistry.TotalSize().ShouldBeLessThanOrEqualTo(afterOneWave * 150 / 100);
        Profiled(nameof(Allocate)).Calls.ShouldBe(21 * 20 * 2);
    }

    [Profile]
    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Allocate()
    {
        var a = new byte[1000];
        // Optimised code would put an array that nobody else sees on the stack.
        GC.KeepAlive(a);
        return a.Length;
    }

    static MethodProfile Profiled(string name) =>
        MemoryReport.Capture().Methods.Single(m => m.Name == $"{nameof(ThreadsTests)}.{name}()");

    static void InParallel(int count, Action work)
    {
        var threads = Enumerable.Range(0, count).Select(_ => new Thread(() => work())).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }
}
