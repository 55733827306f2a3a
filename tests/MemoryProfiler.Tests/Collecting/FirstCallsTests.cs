using MemoryProfiler.Collecting;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Tests.Collecting;

/// <summary>Reports taken while another thread calls methods for the first time: counters appear while they are read.</summary>
public sealed class FirstCallsTests
{
    const int Rounds = 10;
    const int Depth = 1_000;

    [Fact]
    public void The_ledgers_can_be_read_whatever_has_just_begun()
    {
        MemoryReport.Reset();
        var first = MethodIds.Take(Rounds * Depth);
        var thread = new Thread(() =>
        {
            for (var round = 0; round < Rounds; round++)
                Call(first + (round * Depth), first + ((round + 1) * Depth));
        });
        thread.Start();

        // As a limit's message does. No map has these methods, so there is nothing to tell of them.
        while (thread.IsAlive)
            Collector.LinesOf(first, LedgerChoice.Program).ShouldBeNull();

        MemoryReport.Capture().Cost.ProbeCount.ShouldBeGreaterThanOrEqualTo(3 * Rounds * Depth);
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
