using MemoryProfiler.Collecting;
using MemoryProfiler.Ledger;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes;
using MemoryProfiler.Probes.Activations;

namespace MemoryProfiler.Tests.Probes.Activations;

/// <summary>A call whose entry begins its first line too, beside one whose first line has a probe of its own.</summary>
public sealed unsafe class EntryLineTests
{
    const int Slots = 3;
    const int Calls = 5;

    static byte[]? _kept;

    readonly int _one = MethodIds.Take(1);
    readonly int _two = MethodIds.Take(1);
    readonly int _outer = MethodIds.Take(1);

    // What the runtime allocates to prepare the probes is no part of a line.
    public EntryLineTests() => Call(Probe.EnterLine(MethodIds.Take(1), Slots, 1));

    [Theory]
    [InlineData(WorkingSetMode.Sampled)]
    [InlineData(WorkingSetMode.EveryLine)]
    [InlineData(WorkingSetMode.Off)]
    public void Both_count_the_same(WorkingSetMode mode)
    {
        MemoryProfilerSettings.Configure(options => options.WorkingSetMode = mode);
        try
        {
            for (var i = 0; i < Calls; i++)
            {
                Call(Probe.EnterLine(_one, Slots, 1));
                var activation = Probe.Enter(_two, Slots);
                Probe.CountLine(activation, 1);
                Call(activation);
            }

            Figures(_one).ShouldBe([(Calls, 0), (Calls, Calls * 1_024), (Calls, Calls * 104)]);
            Figures(_two).ShouldBe(Figures(_one));
        }
        finally
        {
            MemoryProfilerSettings.Configure(options => options.WorkingSetMode = WorkingSetMode.Sampled);
        }
    }

    [Fact]
    public void An_entry_that_throws_what_a_rule_asks_for_leaves_no_activation_behind()
    {
        var outer = Probe.Enter(_outer, Slots);
        Probe.Line(outer, 1);
        PendingThrow.Set(new InvalidOperationException("the rule's"));

        Should.Throw<InvalidOperationException>(() => Probe.EnterLine(_one, Slots, 1)).Message.ShouldBe("the rule's");

        Probe.Line(outer, 2);
        Allocate(1_000);
        Probe.Exit(outer);
        Figures(_one).ShouldBe([(1, 0), (0, 0), (0, 0)]);
        Figures(_outer)[2].ShouldBe((1, 1_024));
    }

    static void Call(nint activation)
    {
        Allocate(1_000);
        Probe.Line(activation, 2);
        Allocate(80);
        Probe.Exit(activation);
    }

    static (long Visits, long Bytes)[] Figures(int method)
    {
        var lines = LedgerReader.Read(LedgerRegistry.Current, now: null)[method].Lines;
        GC.KeepAlive(_kept);
        return [.. lines.Select(line => (line.Visits, line.Bytes))];
    }

    static void Allocate(int length) => _kept = new byte[length];
}
