using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.Counters;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Tests.Ledger;

/// <summary>Where counters are in memory: a program that calls thousands of methods waits for each cache line that a probe touches.</summary>
public unsafe class CacheLineTests
{
    const int CacheLine = 64;
    const int Slots = 5;

    static readonly int _method = MethodIds.Take(1);

    [Fact]
    public void What_an_entry_touches_of_its_method_is_in_one_cache_line()
    {
        var method = Counters();
        var entry = MethodCounters.Line(method, 0);
        nint[] touched = [(nint)(&method->Tick), (nint)(&method->Running), (nint)(&method->MinBytes), (nint)(&method->MaxBytes), (nint)(&entry->Sums.Visits)];
        touched.Select(address => address / CacheLine).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void What_a_line_touches_is_in_one_cache_line_of_its_own()
    {
        var method = Counters();
        var lines = new List<nint>();
        for (var slot = 0; slot < Slots; slot++)
        {
            var line = MethodCounters.Line(method, slot);
            nint[] touched = [(nint)(&line->Tick), (nint)(&line->Sums.Visits), (nint)(&line->Sums.Bytes), (nint)(&line->Sums.CalleeBytes)];
            lines.AddRange(touched.Select(address => address / CacheLine).Distinct());
        }
        lines.Count.ShouldBe(Slots);
        lines.Distinct().Count().ShouldBe(Slots);
    }

    [Fact]
    public void Sums_and_visits_are_reached_where_they_are()
    {
        var method = Counters();
        var line = MethodCounters.Line(method, 3);
        ((nint)LineCounters.SumsOf(line)).ShouldBe((nint)(&line->Sums));
        LineCounters.Visit(line);
        MethodCounters.Visit(method, 3);
        line->Sums.Visits.ShouldBe(2);
        line->Sums.Visits = 0;
    }

    static MethodCounters* Counters()
    {
        var activation = Probe.Enter(_method, Slots);
        Probe.Exit(activation);
        return ThreadLedger.Find(LedgerRegistry.Current, _method);
    }
}
