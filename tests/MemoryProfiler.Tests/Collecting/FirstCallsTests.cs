using MemoryProfiler.Collecting;
using MemoryProfiler.Ledger;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Tests.Collecting;

/// <summary>Ledgers that are read while another thread calls methods for the first time: counters appear meanwhile.</summary>
public sealed class FirstCallsTests
{
    const int Rounds = 10;
    const int Depth = 1_000;

    [Fact]
    public void The_ledgers_can_be_read_whatever_has_just_begun()
    {
        var first = MethodIds.Take(Rounds * Depth);
        var ended = 0L;
        var thread = new Thread(() => ended = Call(first));
        thread.Start();

        // As a limit's message does. No map has these methods, so there is nothing to tell of them.
        while (thread.IsAlive)
            Collector.LinesOf(first, LedgerChoice.Asserted).ShouldBeNull();

        ended.ShouldBe(Rounds * Depth);
    }

    // In a ledger that no report of the other tests reads.
    static unsafe long Call(int first)
    {
        var ledger = LedgerRegistry.TakeAsserted();
        LedgerRegistry.Use(ledger);
        var before = ledger->Version;
        for (var round = 0; round < Rounds; round++)
            Call(first + (round * Depth), first + ((round + 1) * Depth));
        return (ledger->Version - before) / 2;
    }

    // Each in the one before.
    static void Call(int method, int end)
    {
        var activation = Probe.Enter(method, 2);
        Probe.Line(activation, 1);
        Thread.SpinWait(100);
        if (method + 1 < end)
            Call(method + 1, end);
        Probe.Exit(activation);
    }
}
