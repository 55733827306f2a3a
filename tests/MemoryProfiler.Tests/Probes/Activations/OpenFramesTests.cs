using MemoryProfiler.Collecting;
using MemoryProfiler.Ledger;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Tests.Probes.Activations;

/// <summary>Activations that were left open are closed several at a time, while the profiler itself allocates.</summary>
public sealed unsafe class OpenFramesTests : IDisposable
{
    const int Slots = 2;

    // Numbers no woven assembly of a test process gets, new ones for every test.
    static int _nextMethod = 200_000;
    static byte[]? _kept;
    readonly int _outer = Interlocked.Add(ref _nextMethod, 4);
    readonly AllocatingWatcher _watcher = new();

    int First => _outer + 1;

    int Second => _outer + 2;

    int Third => _outer + 3;

    public void Dispose() => _watcher.Dispose();

    [Fact]
    public void The_end_of_a_caller_closes_the_frames_left_open_above_it()
    {
        var outer = Probe.Enter(_outer, Slots);
        LeaveOpen();
        Probe.Exit(outer);

        Bytes(Second).ShouldBe((2_024, 2_024));
        Bytes(First).ShouldBe((3_048, 1_024));
        Bytes(_outer).ShouldBe((3_048, 0));
    }

    [Fact]
    public void A_call_that_begins_where_frames_left_open_cannot_be_running_closes_them()
    {
        var outer = Probe.Enter(_outer, Slots);
        foreach (var frame in LeaveOpen())
            ((Frame*)frame)->StackAddress = Frame.WatchesEntries + 1;
        Probe.Exit(Probe.Enter(Third, Slots));
        Allocate(4_000);
        Probe.Exit(outer);

        Bytes(Second).ShouldBe((2_024, 2_024));
        Bytes(First).ShouldBe((3_048, 1_024));
        Bytes(Third).ShouldBe((0, 0));
        Bytes(_outer).ShouldBe((3_048 + 4_024, 4_024));
    }

    [Fact]
    public void What_lines_of_a_caller_further_out_allocate_is_not_that_of_frames_left_open()
    {
        var outer = Probe.Enter(_outer, Slots);
        LeaveOpen();
        Probe.Line(outer, 1);
        Allocate(4_000);
        Probe.Exit(Probe.Enter(Third, Slots));
        Allocate(5_000);
        Probe.Exit(outer);

        // Where it was left is not known: at its last probe for what it counts itself.
        Bytes(Second).ShouldBe((0, 0));
        Bytes(First).ShouldBe((1_024, 1_024));
        Bytes(Third).ShouldBe((0, 0));
        Bytes(_outer).ShouldBe((3_048 + 4_024 + 5_024, 3_048 + 4_024 + 5_024));
    }

    [Fact]
    public void The_end_of_a_caller_whose_lines_have_gone_on_closes_frames_left_open_where_they_last_counted()
    {
        var outer = Probe.Enter(_outer, Slots);
        LeaveOpen();
        Probe.Line(outer, 1);
        Allocate(4_000);
        Probe.Exit(outer);

        Bytes(Second).ShouldBe((0, 0));
        Bytes(First).ShouldBe((1_024, 1_024));
        Bytes(_outer).ShouldBe((3_048 + 4_024, 3_048 + 4_024));
    }

    [Fact]
    public void The_end_of_a_scope_closes_the_frames_left_open_in_it()
    {
        MemoryReport.Reset();
        using (MemoryScope.Enter("closes three"))
        {
            MemoryScope.Enter("left first");
            MemoryScope.Enter("left second");
            Allocate(1_000);
            MemoryScope.Enter("left third");
            Allocate(2_000);
        }

        Scope("left third").ShouldBe((2_024, 2_024));
        Scope("left second").ShouldBe((3_048, 1_024));
        Scope("left first").ShouldBe((3_048, 0));
        Scope("closes three").ShouldBe((3_048, 0));
    }

    /// <summary>Two activations without a finally, one inside the other, as an exception leaves them.</summary>
    nint[] LeaveOpen()
    {
        var first = Probe.EnterUnguarded(First, Slots, nuint.MaxValue);
        Allocate(1_000);
        var second = Probe.EnterUnguarded(Second, Slots, nuint.MaxValue);
        Allocate(2_000);
        using (OwnWork.Begin())
            return [first, second];
    }

    static void Allocate(int length) => _kept = new byte[length];

    static (long All, long Self) Bytes(int method)
    {
        var lines = LedgerReader.Read(LedgerRegistry.Current, now: null)[method].Lines;
        GC.KeepAlive(_kept);
        return (lines.Sum(line => line.Bytes), lines.Sum(line => line.Bytes - line.CalleeBytes));
    }

    static (long All, long Self) Scope(string name)
    {
        var scope = MemoryReport.Capture().Methods.Single(method => method.Name == name);
        return (scope.AllocatedBytes, scope.SelfAllocatedBytes);
    }
}
