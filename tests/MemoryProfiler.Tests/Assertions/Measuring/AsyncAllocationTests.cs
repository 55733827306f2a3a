namespace MemoryProfiler.Tests.Assertions.Measuring;

public sealed class AsyncAllocationTests
{
    // What the first suspension allocates: the task, with the state machine in it or, in a Debug build, beside it.
#if DEBUG
    const int Box = 120;
#else
    const int Box = 112;
#endif
    const int FiveAwaitsBytes = Box + (6 * 1_024);

    [Fact]
    public async Task A_flow_over_the_pool_counts_on_all_its_threads()
    {
        var measured = await MemoryAssert.AllocatesAsync(FiveAwaitsBytes, FiveAwaitsBytes, FiveAwaits);

        measured.Bytes.ShouldBe(FiveAwaitsBytes);
        (await MemoryAssert.AllocatesAtMostAsync(FiveAwaitsBytes + 24, async () => await AndReturn(7))).ShouldBe(7);
    }

    [Fact]
    public async Task The_limit_of_an_async_assertion_holds_to_the_byte()
    {
        await MemoryAssert.AllocatesAtMostAsync(FiveAwaitsBytes, FiveAwaits);

        (await Should.ThrowAsync<MemoryAssertException>(() => MemoryAssert.AllocatesAtMostAsync(FiveAwaitsBytes - 1, FiveAwaits)))
            .Message.ShouldStartWith($"MemoryAssert.AllocatesAtMostAsync: one call allocated {FiveAwaitsBytes:N0} B, 1 B more than the limit of {FiveAwaitsBytes - 1:N0} B.\n");
    }

    [Fact]
    public async Task A_call_that_completes_at_once_allocates_nothing() =>
        (await MemoryAssert.DoesNotAllocateAsync(() => Task.CompletedTask)).Bytes.ShouldBe(0);

    [Fact]
    public async Task The_bytes_of_a_thousand_flows_at_once_are_exact()
    {
        var flows = Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => MemoryAssert.AllocatesAtMostAsync(FiveAwaitsBytes, FiveAwaits)));

        var measured = await Task.WhenAll(flows);

        measured.Where(m => m.Bytes != FiveAwaitsBytes).ShouldBeEmpty();
    }

    [Fact]
    public async Task Work_on_other_threads_that_is_awaited_counts()
    {
        var one = (await MemoryAssert.AllocatesAtMostAsync("1 MB", () => Together(1))).Bytes;
        var three = (await MemoryAssert.AllocatesAtMostAsync("1 MB", () => Together(3_001))).Bytes;

        (three - one).ShouldBe(4 * 3_000);
    }

    [Fact]
    public async Task ConfigureAwait_false_changes_nothing_of_what_an_assertion_counts()
    {
        var plain = await MemoryAssert.AllocatesAtMostAsync("1 MB", () => Awaiting(continueOnCapturedContext: true));
        var configured = await MemoryAssert.AllocatesAtMostAsync("1 MB", () => Awaiting(continueOnCapturedContext: false));

        configured.Bytes.ShouldBe(plain.Bytes);
    }

    [Fact]
    public async Task Pauses_leave_out_what_is_awaited_in_them()
    {
        var without = await MemoryAssert.AllocatesAtMostAsync("1 MB", window => Paused(window, 0));
        var with = await MemoryAssert.AllocatesAtMostAsync("1 MB", window => Paused(window, 50_000));

        with.Bytes.ShouldBe(without.Bytes);
        with.Bytes.ShouldBeInRange(2_048, 2_048 + 500);
    }

    [Fact]
    public async Task An_assertion_counts_as_one_call_in_the_one_around_it()
    {
        var one = await MemoryAssert.AllocatesAtMostAsync("1 MB", () => Outer(calls: 1));
        var two = await MemoryAssert.AllocatesAtMostAsync("1 MB", () => Outer(calls: 2));

        (two.Bytes - one.Bytes).ShouldBe(FiveAwaitsBytes);
    }

    [Fact]
    public async Task Work_that_an_async_assertion_does_not_await_is_said()
    {
        using var gate = new ManualResetEventSlim();

        var measured = await MemoryAssert.AllocatesAtMostAsync("1 MB", () =>
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = Task.Run(() =>
            {
                started.SetResult();
                gate.Wait();
            });
            return started.Task;
        });
        gate.Set();

        measured.Notes.ShouldContain("Something the delegate started was still running when its task completed; what that allocates later is not counted. Await it.");
    }

    static async Task FiveAwaits()
    {
        for (var i = 0; i < 5; i++)
        {
            GC.KeepAlive(new byte[1_000]);
            await Task.Yield();
        }
        GC.KeepAlive(new byte[1_000]);
    }

    static async Task<int> AndReturn(int value)
    {
        await Task.Yield();
        return value;
    }

    static Task Together(int length) => Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => GC.KeepAlive(new byte[length]))));

    static async Task Awaiting(bool continueOnCapturedContext)
    {
        await Task.Delay(1).ConfigureAwait(continueOnCapturedContext);
        GC.KeepAlive(new byte[1_000]);
        await Task.Run(() => GC.KeepAlive(new byte[1_000])).ConfigureAwait(continueOnCapturedContext);
    }

    static async Task Paused(MemoryWindow window, int length)
    {
        GC.KeepAlive(new byte[1_000]);
        using (window.Pause())
        {
            GC.KeepAlive(new byte[length]);
            await Task.Run(() => GC.KeepAlive(new byte[length]));
            GC.KeepAlive(new byte[length]);
        }
        GC.KeepAlive(new byte[1_000]);
        await Task.Yield();
    }

    static async Task Outer(int calls)
    {
        await Task.Yield();
        for (var i = 0; i < calls; i++)
            await MemoryAssert.AllocatesAtMostAsync(FiveAwaitsBytes, FiveAwaits);
    }
}
