using MemoryProfiler.Ledger;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Tests.Probes;

/// <summary>The counts that a report gives of the profiler itself.</summary>
public unsafe class ProbeCountTests
{
    static readonly int _method = MethodIds.Take(2);

    [Fact]
    public void Every_entry_line_and_exit_is_one_probe()
    {
        Count(() =>
        {
            for (var call = 0; call < 100; call++)
            {
                var activation = Probe.Enter(_method, 4);
                Probe.Line(activation, 1);
                Probe.CountLine(activation, 2);
                Probe.VisitLine(activation, 3);
                Probe.Exit(activation);
            }
        }).ShouldBe(500);
    }

    [Fact]
    public void Parts_count_their_entries_and_exits_too()
    {
        Count(() =>
        {
            for (var call = 0; call < 100; call++)
            {
                var part = Probe.EnterPart(_method, 4, 1);
                Probe.Line(part, 1);
                Probe.ExitPart(part);
            }
        }).ShouldBe(300);
    }

    [Fact]
    public void Each_segment_of_an_async_call_and_of_an_iterator_has_an_entry_and_an_exit()
    {
        Count(() =>
        {
            long call = 0;
            var first = Probe.EnterSegment(_method, 4, 1, isCall: true, ref call);
            Probe.Line(first, 1);
            Probe.Suspend(first, ref call, 8);
            Probe.Exit(first);
            var second = Probe.EnterSegment(_method, 4, 1, isCall: true, ref call);
            Probe.Line(second, 2);
            Probe.Complete(second);
            long bytes = 0;
            for (var segment = 0; segment < 10; segment++)
            {
                var iterator = Probe.EnterIterator(_method, 4, 1, isCall: true, ref bytes);
                Probe.Line(iterator, 2);
                Probe.ExitIterator(iterator, ref bytes, hasMore: segment < 9);
            }
        }).ShouldBe(6 + 30);
    }

    [Fact]
    public void An_open_call_has_an_entry_and_no_exit_yet()
    {
        nint activation = 0;
        Count(() => activation = Probe.Enter(_method, 4)).ShouldBe(1);
        Count(() => Probe.Exit(activation)).ShouldBe(1);
    }

    [Fact]
    public void Reports_and_observations_count_no_probe_of_their_own() =>
        Count(() =>
        {
            for (var i = 0; i < 10; i++)
                MemoryReport.Capture();
        }).ShouldBe(0);

    [Fact]
    public void A_dead_thread_s_probes_stay_counted_when_another_goes_on_in_its_ledger() =>
        Count(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                var thread = new Thread(() => Probe.Exit(Probe.Enter(_method, 4)));
                thread.Start();
                thread.Join();
            }
        }).ShouldBe(40);

    [Fact]
    public void Calls_that_were_open_when_their_thread_died_stay_counted_when_another_goes_on_in_its_ledger()
    {
        const int open = 30;
        Count(() =>
        {
            OnThread(() =>
            {
                for (var i = 0; i < open; i++)
                    Probe.Enter(_method, 4);
            });
            // One of these has its ledger.
            for (var i = 0; i < 20; i++)
                OnThread(() => Probe.Exit(Probe.Enter(_method, 4)));
        }).ShouldBe(open + 40);
    }

    static void OnThread(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        thread.Join();
    }

    [Fact]
    public void The_bytes_of_counters_are_those_of_what_is_kept()
    {
        // Counters of the first make the page that the second is in, unless another page begins between them.
        int first;
        do
            first = MethodIds.Take(1);
        while ((first & 63) == 63);
        var second = MethodIds.Take(1);
        Probe.Exit(Probe.Enter(first, 2));
        MemoryReport.Capture();
        var before = MemoryReport.Capture().Cost.LedgerBytes;

        Probe.Exit(Probe.Enter(second, 7));

        (MemoryReport.Capture().Cost.LedgerBytes - before).ShouldBe(MethodCounters.SizeOf(7));
        before.ShouldBe(LedgerRegistry.TotalSize() - MethodCounters.SizeOf(7));
    }

    static long Count(Action run)
    {
        // What is captured and compiled first is not what is counted.
        var before = MemoryReport.Capture().Cost.ProbeCount;
        run();
        return MemoryReport.Capture().Cost.ProbeCount - before;
    }
}
