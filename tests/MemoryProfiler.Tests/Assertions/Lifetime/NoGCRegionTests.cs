using System.Runtime;

namespace MemoryProfiler.Tests.Assertions.Lifetime;

public sealed class NoGCRegionTests
{
    const long RegionBytes = 8 << 20;

    static int _calls;

    static readonly Dictionary<string, Func<Task>> _assertions = new()
    {
        ["MemoryAssert.IsCollected"] = Now(() => MemoryAssert.IsCollected(Called)),
        ["MemoryAssert.IsCollectedAsync"] = () => MemoryAssert.IsCollectedAsync(() => Task.FromResult(Called())),
        ["MemoryAssert.DoesNotLeak"] = Now(() => MemoryAssert.DoesNotLeak<object>(track => track(Called()))),
        ["MemoryAssert.DoesNotLeakAsync"] = () => MemoryAssert.DoesNotLeakAsync<object>(track => Track(track)),
        ["MemoryAssert.DoesNotGrow"] = Now(() => MemoryAssert.DoesNotGrow(() => { Called(); })),
        ["MemoryAssert.DoesNotGrow of a result"] = Now(() => MemoryAssert.DoesNotGrow(Called)),
        ["MemoryAssert.DoesNotGrowAsync"] = () => MemoryAssert.DoesNotGrowAsync(CalledAsync),
        ["MemoryAssert.PeakAtMost"] = Now(() => MemoryAssert.PeakAtMost("1 MB", () => { Called(); })),
        ["MemoryAssert.PeakAtMost of a result"] = Now(() => MemoryAssert.PeakAtMost("1 MB", Called)),
        ["MemoryAssert.PeakAtMostAsync"] = () => MemoryAssert.PeakAtMostAsync("1 MB", CalledAsync),
    };

    public static TheoryData<string> Names => [.. _assertions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_assertion_that_collects_is_refused_in_a_no_GC_region_before_it_does_anything(string name)
    {
        _calls = 0;
        GC.TryStartNoGCRegion(RegionBytes).ShouldBeTrue();
        try
        {
            var collections = GC.CollectionCount(0);

            var refusal = await Should.ThrowAsync<InvalidOperationException>(_assertions[name]);

            refusal.Message.ShouldBe($"{name.Split(' ')[0]} collects garbage, which would end the no-GC region that the program is in: call it after GC.EndNoGCRegion().");
            _calls.ShouldBe(0);
            GC.CollectionCount(0).ShouldBe(collections);
            GCSettings.LatencyMode.ShouldBe(GCLatencyMode.NoGCRegion);
        }
        finally
        {
            GC.EndNoGCRegion();
        }
    }

    [Fact]
    public void A_call_in_a_no_GC_region_is_measured_and_the_region_goes_on()
    {
        GC.TryStartNoGCRegion(RegionBytes).ShouldBeTrue();
        try
        {
            MemoryAssert.Allocates(1_024, 1_024, () => new byte[1_000]);

            GCSettings.LatencyMode.ShouldBe(GCLatencyMode.NoGCRegion);
        }
        finally
        {
            GC.EndNoGCRegion();
        }
    }

    [Fact]
    public void The_peak_of_a_delegate_that_begins_a_no_GC_region_is_refused_and_the_region_is_its_own_to_end()
    {
        var mode = GCLatencyMode.Interactive;

        Should.Throw<InvalidOperationException>(() => MemoryAssert.PeakAtMost("1 MB", () =>
        {
            GC.TryStartNoGCRegion(RegionBytes).ShouldBeTrue();
            // Longer than the pause between two readings.
            Thread.Sleep(100);
            mode = GCSettings.LatencyMode;
            GC.EndNoGCRegion();
        })).Message.ShouldBe("The delegate begins a no-GC region, in which live memory cannot be read, as a collection would end the region: leave GC.TryStartNoGCRegion out of it.");

        mode.ShouldBe(GCLatencyMode.NoGCRegion);
    }

    [Fact]
    public void A_delegate_that_leaves_a_no_GC_region_open_is_told_so_and_keeps_it()
    {
        try
        {
            Should.Throw<InvalidOperationException>(() => MemoryAssert.DoesNotGrow(() => { GC.TryStartNoGCRegion(RegionBytes).ShouldBeTrue(); }, calls: 1))
                .Message.ShouldBe("The delegate has left a no-GC region open, which the collection behind the call would end: call GC.EndNoGCRegion() in the delegate.");

            GCSettings.LatencyMode.ShouldBe(GCLatencyMode.NoGCRegion);
        }
        finally
        {
            GC.EndNoGCRegion();
        }
    }

    static object Called()
    {
        _calls++;
        return new object();
    }

    static Task CalledAsync()
    {
        _calls++;
        return Task.CompletedTask;
    }

    static Task Track(Action<object> track)
    {
        track(Called());
        return Task.CompletedTask;
    }

    static Func<Task> Now(Action assertion) => () =>
    {
        assertion();
        return Task.CompletedTask;
    };
}
