using System.Runtime;
using System.Runtime.CompilerServices;

namespace MemoryProfiler.HeapTests.Snapshots;

public sealed class HeapTests
{
    static readonly List<object> _held = [];

    [Fact]
    public void Objects_are_counted_and_one_is_followed_wherever_it_moves()
    {
        _held.Clear();
        Hold(new Counted());
        Hold(new Counted());

        Heap.Count<Counted>().ShouldBe(2);
        Heap.PathToRoot(_held[1]).ToString().ShouldBe("MemoryProfiler.HeapTests.Snapshots.HeapTests._held (static) → List<object>._items[1] → HeapTests.Counted");
        _held.Clear();
    }

    [Fact]
    public void A_snapshot_in_a_no_GC_region_is_refused_and_the_region_goes_on()
    {
        GC.TryStartNoGCRegion(8 << 20).ShouldBeTrue();
        try
        {
            Should.Throw<HeapSnapshotException>(() => HeapSnapshot.Capture())
                .Message.ShouldBe("A snapshot is of the end of a collection, which would end the no-GC region that the program is in: take it after GC.EndNoGCRegion().");
            GCSettings.LatencyMode.ShouldBe(GCLatencyMode.NoGCRegion);
        }
        finally
        {
            GC.EndNoGCRegion();
        }
    }

    [Fact]
    public void An_assertion_that_something_is_collected_says_who_holds_it()
    {
        _held.Clear();
        Should.Throw<MemoryAssertException>(() => MemoryAssert.IsCollected(Create)).Message.ShouldBe("""
            MemoryAssert.IsCollected: the MemoryProfiler.HeapTests.Snapshots.HeapTests+Leaking is alive after everything was collected.
            It is held by:
              MemoryProfiler.HeapTests.Snapshots.HeapTests._held (static) → List<object>._items[0] → HeapTests.Leaking
            """.ReplaceLineEndings("\n"));
        _held.Clear();
    }

    [Fact]
    public void An_assertion_that_nothing_leaks_says_who_holds_them()
    {
        _held.Clear();
        Should.Throw<MemoryAssertException>(() => MemoryAssert.DoesNotLeak<Leaking>(track =>
        {
            for (var i = 0; i < 3; i++)
                track((Leaking)Create());
        })).Message.ShouldBe("""
            MemoryAssert.DoesNotLeak: 3 of 3 MemoryProfiler.HeapTests.Snapshots.HeapTests+Leaking are alive after everything was collected.
            They are held by:
              3 by MemoryProfiler.HeapTests.Snapshots.HeapTests._held (static) → List<object>._items[] → HeapTests.Leaking
            """.ReplaceLineEndings("\n"));
        _held.Clear();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static object Create() => Hold(new Leaking());

    [MethodImpl(MethodImplOptions.NoInlining)]
    static object Hold(object target)
    {
        _held.Add(target);
        return target;
    }

    sealed class Counted;

    sealed class Leaking;
}
