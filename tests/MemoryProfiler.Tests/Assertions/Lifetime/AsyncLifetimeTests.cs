using System.Collections.Concurrent;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Assertions.Lifetime;

/// <summary>The async siblings of the assertions on what lives, grows and peaks, and where they call their delegate.</summary>
public sealed class AsyncLifetimeTests : IDisposable
{
    const string Holders = "Hint: Something refers to what is alive. Usual holders are a static field or cache, an event that was not unsubscribed from, a timer that runs, a captured variable of a lambda that lives on, and a task that has not completed.";

    static readonly List<Page> _kept = [];
    readonly string _folder = Directory.CreateTempSubdirectory("baselines").FullName;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("MEMORYPROFILER_BASELINE", null);
        Directory.Delete(_folder, recursive: true);
        _kept.Clear();
    }

    [Fact]
    public async Task Objects_that_an_async_delegate_leaks_are_counted()
    {
        await MemoryAssert.DoesNotLeakAsync<Page>(async track =>
        {
            for (var i = 0; i < 10; i++)
            {
                track(new Page());
                await Task.Yield();
            }
        });

        (await Should.ThrowAsync<MemoryAssertException>(() => MemoryAssert.DoesNotLeakAsync<Page>(async track =>
        {
            for (var i = 0; i < 10; i++)
            {
                var page = new Page();
                track(page);
                await Task.Yield();
                if (i % 3 == 0)
                    _kept.Add(page);
            }
        }))).Message.ShouldBe($"MemoryAssert.DoesNotLeakAsync: 4 of 10 {typeof(Page)} are alive after everything was collected.\n{Holders}");
    }

    [Fact]
    public async Task An_async_call_that_keeps_something_each_time_grows()
    {
        var thrown = await Should.ThrowAsync<MemoryAssertException>(() => MemoryAssert.DoesNotGrowAsync(
            async () =>
            {
                await Task.Yield();
                Keep();
            }, calls: 100, cancellationToken: TestContext.Current.CancellationToken));

        thrown.Message.ShouldStartWith("MemoryAssert.DoesNotGrowAsync: live memory grew in every round, in the last one by ");
        thrown.Message.ShouldContain(" B in 100 calls, ");
        thrown.Message.ShouldContain(" B in 800 calls.");
        // The lines of the hundred calls that are made for the message.
        thrown.Message.ShouldContain("          100   Assertions/Lifetime/AsyncLifetimeTests.cs:");
        thrown.Message.ShouldContain("_kept.Add(new Page());");
        _kept.Count.ShouldBe(100 + 100 + 200 + 400 + 800 + 100);
    }

    [Fact]
    public async Task An_async_call_that_keeps_nothing_passes()
    {
        var calls = 0;

        var measured = await MemoryAssert.DoesNotGrowAsync(
            async () =>
            {
                await Task.Yield();
                Interlocked.Increment(ref calls);
                GC.KeepAlive(new Page());
            }, calls: 100, cancellationToken: TestContext.Current.CancellationToken);

        measured.Calls.ShouldBe(calls);
    }

    [Fact]
    public async Task A_peak_of_an_async_call_is_what_is_alive_across_its_awaits()
    {
        var measured = await MemoryAssert.PeakAtMostAsync("2 MB", () => Hold(1), TestContext.Current.CancellationToken);
        measured.PeakBytes.ShouldBeInRange(1 << 20, 2 << 20);

        (await Should.ThrowAsync<MemoryAssertException>(() => MemoryAssert.PeakAtMostAsync("2 MB", () => Hold(5), TestContext.Current.CancellationToken)))
            .Message.ShouldStartWith("MemoryAssert.PeakAtMostAsync: up to 5,2");
    }

    [Fact]
    public void What_earlier_calls_keep_is_not_in_a_calls_peak()
    {
        var kept = new List<byte[]>();

        var measured = MemoryAssert.PeakAtMost("2 MB", () =>
        {
            kept.Add(new byte[1 << 20]);
            WaitForCollections();
        });

        measured.Calls.ShouldBe(kept.Count);
        measured.PeakBytes.ShouldBeInRange(1 << 20, 2 << 20);
    }

    [Fact]
    public async Task A_baseline_of_an_async_call()
    {
        Environment.SetEnvironmentVariable("MEMORYPROFILER_BASELINE", "update");
        await Baseline(1_000);
        Environment.SetEnvironmentVariable("MEMORYPROFILER_BASELINE", null);

        (await Baseline(1_000)).Bytes.ShouldBe(1_024);
        (await Should.ThrowAsync<MemoryAssertException>(() => Baseline(1_100)))
            .Message.ShouldStartWith("MemoryAssert.AllocatesNoMoreThanBaselineAsync: one call allocated 1,128 B, 104 B more than the limit of 1,024 B (the baseline \"import\" of OrderTests.memory.json, written in a ");
        (await Should.ThrowAsync<MemoryAssertException>(() => MemoryAssert.AllocatesNoMoreThanBaselineAsync("other", () => Task.CompletedTask, default, Path.Combine(_folder, "OrderTests.cs"))))
            .Message.ShouldBe("MemoryAssert.AllocatesNoMoreThanBaselineAsync: there is no baseline \"other\" in OrderTests.memory.json. Run the test once with MEMORYPROFILER_BASELINE=update and commit the file.");
    }

    [Fact]
    public async Task Bad_input_of_an_async_lifetime_assertion_is_named()
    {
        (await Should.ThrowAsync<ArgumentNullException>(() => MemoryAssert.DoesNotGrowAsync(null!))).ParamName.ShouldBe("action");
        (await Should.ThrowAsync<ArgumentNullException>(() => MemoryAssert.PeakAtMostAsync("1 MB", null!))).ParamName.ShouldBe("action");
        (await Should.ThrowAsync<ArgumentNullException>(() => MemoryAssert.DoesNotLeakAsync<Page>(null!))).ParamName.ShouldBe("action");
        (await Should.ThrowAsync<ArgumentOutOfRangeException>(() => MemoryAssert.DoesNotGrowAsync(() => Task.CompletedTask, calls: 0))).ParamName.ShouldBe("calls");
        (await Should.ThrowAsync<InvalidOperationException>(() => MemoryAssert.DoesNotGrowAsync(() => null!)))
            .Message.ShouldBe("The async delegate returned no task (null): return the task of what it does.");
        (await Should.ThrowAsync<InvalidOperationException>(() => MemoryAssert.DoesNotLeakAsync<Page>(_ => Task.CompletedTask)))
            .Message.ShouldBe($"MemoryAssert.DoesNotLeakAsync: the delegate handed over no {typeof(Page)}: call its argument with each object that should be collected.");
        var fault = new TimeoutException("mine");
        (await Should.ThrowAsync<TimeoutException>(() => MemoryAssert.DoesNotGrowAsync(() => throw fault))).ShouldBeSameAs(fault);
        (await Should.ThrowAsync<TimeoutException>(() => MemoryAssert.PeakAtMostAsync("1 MB", () => throw fault))).ShouldBeSameAs(fault);
        (await Should.ThrowAsync<TimeoutException>(() => MemoryAssert.DoesNotLeakAsync<Page>(_ => throw fault))).ShouldBeSameAs(fault);
    }

    [Fact]
    public async Task A_token_ends_an_async_lifetime_assertion_before_the_next_call()
    {
        using var source = new CancellationTokenSource();
        var calls = 0;
        Task Cancelling()
        {
            if (++calls == 3)
                source.Cancel();
            return Task.CompletedTask;
        }

        await Should.ThrowAsync<OperationCanceledException>(() => MemoryAssert.DoesNotGrowAsync(Cancelling, cancellationToken: source.Token));
        calls.ShouldBe(3);
        await Should.ThrowAsync<OperationCanceledException>(() => MemoryAssert.PeakAtMostAsync("1 MB", Cancelling, source.Token));
        calls.ShouldBe(3);
    }

    [Fact]
    public void Each_call_of_an_async_assertion_begins_on_the_context_of_the_caller()
    {
        var threads = new ConcurrentDictionary<int, bool>();
        async Task Call()
        {
            threads[Environment.CurrentManagedThreadId] = true;
            await Task.Yield();
            threads[Environment.CurrentManagedThreadId] = true;
            await Task.Delay(1).ConfigureAwait(false);
        }

        OneThread.Run(async () =>
        {
            threads[Environment.CurrentManagedThreadId] = true;
            await MemoryAssert.AllocatesAtMostAsync("1 MB", Call);
            await MemoryAssert.DoesNotGrowAsync(Call, calls: 3);
            await MemoryAssert.PeakAtMostAsync("1 MB", Call);
            await Should.ThrowAsync<MemoryAssertException>(() => MemoryAssert.DoesNotAllocateAsync(Call));
        });

        threads.Count.ShouldBe(1);
    }

    Task<AllocationMeasurement> Baseline(int length) => MemoryAssert.AllocatesNoMoreThanBaselineAsync(
        "import",
        () =>
        {
            GC.KeepAlive(new byte[length]);
            return Task.CompletedTask;
        }, testFile: Path.Combine(_folder, "OrderTests.cs"));

    [Profile]
    static void Keep()
    {
        _kept.Add(new Page());
    }

    static async Task Hold(int megabytes)
    {
        var held = new List<byte[]>();
        for (var i = 0; i < megabytes; i++)
            held.Add(new byte[1 << 20]);
        await Task.Yield();
        WaitForCollections();
        GC.KeepAlive(held);
    }

    static void WaitForCollections()
    {
        var collections = GC.CollectionCount(GC.MaxGeneration);
        SpinWait.SpinUntil(() => GC.CollectionCount(GC.MaxGeneration) >= collections + 2, TimeSpan.FromSeconds(5));
    }

    sealed class Page
    {
        readonly byte[] _content = new byte[1_000];

        public override string ToString() => _content.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
