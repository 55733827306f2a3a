using System.Runtime.CompilerServices;

namespace MemoryProfiler.Tests.Assertions.Lifetime;

public sealed class LifetimeTests
{
    static object? _static;
    static readonly List<Page> _kept = [];

    [Fact]
    public async Task An_object_nobody_refers_to_is_collected()
    {
        MemoryAssert.IsCollected(() =>
        {
            var page = new Page();
            page.Use();
            return page;
        });
        await MemoryAssert.IsCollectedAsync(async () =>
        {
            var page = new Page();
            await Task.Yield();
            page.Use();
            return page;
        });
    }

    [Fact]
    public async Task An_object_that_is_held_is_named_with_its_usual_holders()
    {
        const string message = """
            MemoryAssert.IsCollected: the MemoryProfiler.Tests.Assertions.Lifetime.LifetimeTests+Page is alive after everything was collected.
            Hint: Something refers to what is alive. Usual holders are a static field or cache, an event that was not unsubscribed from, a timer that runs, a captured variable of a lambda that lives on, and a task that has not completed.
            """;

        Should.Throw<MemoryAssertException>(() => MemoryAssert.IsCollected(() => _static = new Page())).Message.ShouldBe(message);
        (await Should.ThrowAsync<MemoryAssertException>(() => MemoryAssert.IsCollectedAsync(async () =>
        {
            await Task.Yield();
            return _static = new Page();
        }))).Message.ShouldBe(message.Replace("IsCollected:", "IsCollectedAsync:", StringComparison.Ordinal));
    }

    [Fact]
    public void Objects_that_leak_are_counted()
    {
        MemoryAssert.DoesNotLeak<Page>(track =>
        {
            for (var i = 0; i < 10; i++)
                track(new Page());
        });

        Should.Throw<MemoryAssertException>(() => MemoryAssert.DoesNotLeak<Page>(track =>
        {
            for (var i = 0; i < 10; i++)
            {
                var page = new Page();
                track(page);
                if (i % 3 == 0)
                    _kept.Add(page);
            }
        })).Message.ShouldStartWith("MemoryAssert.DoesNotLeak: 4 of 10 MemoryProfiler.Tests.Assertions.Lifetime.LifetimeTests+Page are alive after everything was collected.");
    }

    [Fact]
    public async Task Bad_input_of_a_lifetime_assertion_is_named()
    {
        Should.Throw<InvalidOperationException>(() => MemoryAssert.IsCollected(() => null!)).Message.ShouldBe("The delegate returned null: return the object that should be collected.");
        Should.Throw<InvalidOperationException>(() => MemoryAssert.IsCollected(NotAwaited))
            .Message.ShouldBe("The delegate returned a task: use await MemoryAssert.IsCollectedAsync(async () => …), and return the object that should be collected.");
        Should.Throw<InvalidOperationException>(() => MemoryAssert.DoesNotLeak<Page>(_ => { }))
            .Message.ShouldBe("MemoryAssert.DoesNotLeak: the delegate handed over no MemoryProfiler.Tests.Assertions.Lifetime.LifetimeTests+Page: call its argument with each object that should be collected.");
        var fault = new TimeoutException("mine");
        Should.Throw<TimeoutException>(() => MemoryAssert.IsCollected(() => throw fault)).ShouldBeSameAs(fault);
        (await Should.ThrowAsync<TimeoutException>(() => MemoryAssert.IsCollectedAsync(() => throw fault))).ShouldBeSameAs(fault);
        Should.Throw<ArgumentOutOfRangeException>(() => MemoryAssert.DoesNotGrow(() => { }, calls: 0)).ParamName.ShouldBe("calls");
        Should.Throw<ArgumentOutOfRangeException>(() => MemoryAssert.DoesNotGrow(() => { }, retries: -1)).ParamName.ShouldBe("retries");
    }

    [Fact]
    public void A_cache_that_grows_by_one_entry_in_a_thousand_calls_is_caught()
    {
        var cache = new Dictionary<int, byte[]>();
        var calls = 0;

        var thrown = Should.Throw<MemoryAssertException>(() => MemoryAssert.DoesNotGrow(() =>
        {
            // Far more than what the test runner frees meanwhile of its own.
            if (++calls % 1_000 == 0)
                cache[calls] = new byte[40_000];
        }));

        thrown.Message.ShouldStartWith("MemoryAssert.DoesNotGrow: live memory grew in every round, in the last one by 40");
        thrown.Message.ShouldContain(" B in 1,000 calls, ");
        thrown.Message.ShouldContain(" B in 8,000 calls.");
        GC.KeepAlive(cache);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(5_000)]
    [InlineData(10_000)]
    public void A_cache_of_bounded_size_that_fills_up_passes(int size)
    {
        var cache = new Dictionary<int, byte[]>();
        var calls = 0;

        var measured = MemoryAssert.DoesNotGrow(() =>
        {
            var key = calls++ % size;
            if (!cache.ContainsKey(key))
                cache[key] = new byte[100];
        });

        cache.Count.ShouldBe(size);
        measured.BytesPerCall.ShouldBeLessThan(100);
    }

    [Fact]
    public void What_grows_in_every_round_but_not_per_call_passes()
    {
        var kept = new List<byte[]>(4);
        var calls = 0;

        // Once in each round after the warm-up, as a test runner's own lists do; bytes as once seen under .NET 8.
        var measured = MemoryAssert.DoesNotGrow(() =>
        {
            var bytes = ++calls switch { 15_000 => 7_440, 30_000 => 13_200, 60_000 => 75_120, 120_000 => 12_960, _ => 0 };
            if (bytes > 0)
                kept.Add(new byte[bytes]);
        }, calls: 10_000);

        measured.Rounds.ShouldBe(4);
        measured.Calls.ShouldBe(160_000);
        kept.Count.ShouldBe(4);
    }

    [Fact]
    public void Rounds_that_grow_by_figures_far_apart_are_followed_by_more()
    {
        var kept = new List<byte[]>(4);
        var calls = 0;

        // Once in each of the four rounds; bytes as once seen in a test runner that had just started.
        var measured = MemoryAssert.DoesNotGrow(() =>
        {
            var bytes = ++calls switch { 15_000 => 43_200, 30_000 => 21_600, 60_000 => 872_800, 120_000 => 725_600, _ => 0 };
            if (bytes > 0)
                kept.Add(new byte[bytes]);
        }, calls: 10_000);

        measured.Rounds.ShouldBe(5);
        measured.Calls.ShouldBe(320_000);
        kept.Count.ShouldBe(4);
    }

    [Fact]
    public void A_peak_counts_what_is_alive_and_not_what_is_garbage()
    {
        MemoryAssert.PeakAtMost("2 MB", () =>
        {
            for (var i = 0; i < 50; i++)
                WaitForCollection(new byte[1 << 20]);
        }).Samples.ShouldBeGreaterThanOrEqualTo(8);

        var thrown = Should.Throw<MemoryAssertException>(() => MemoryAssert.PeakAtMost("2 MB", () =>
        {
            var kept = new List<byte[]>();
            for (var i = 0; i < 5; i++)
                WaitForCollection(Add(kept, 1 << 20));
            GC.KeepAlive(kept);
        }));
        thrown.Message.ShouldStartWith("MemoryAssert.PeakAtMost: up to 5,2");
        thrown.Message.ShouldContain(" more than the limit of 2,097,152 B (2.0 MiB) (");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static object NotAwaited() => Later();

    static async Task<object> Later()
    {
        await Task.Yield();
        return new object();
    }

    static byte[] Add(List<byte[]> kept, int length)
    {
        kept.Add(new byte[length]);
        return kept[^1];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void WaitForCollection(byte[] alive)
    {
        var collections = GC.CollectionCount(GC.MaxGeneration);
        SpinWait.SpinUntil(() => GC.CollectionCount(GC.MaxGeneration) >= collections + 2, TimeSpan.FromSeconds(5));
        GC.KeepAlive(alive);
    }

    sealed class Page
    {
        readonly byte[] _content = new byte[1_000];

        public void Use() => _content[0]++;
    }
}
