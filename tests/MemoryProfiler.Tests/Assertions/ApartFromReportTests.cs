namespace MemoryProfiler.Tests.Assertions;

/// <summary>The calls that assertions make are theirs: the report shows what the program did.</summary>
public sealed class ApartFromReportTests
{
    [Fact]
    public void A_report_shows_the_programs_calls_and_no_assertions()
    {
        MemoryReport.Reset();
        for (var i = 0; i < 7; i++)
            Work();

        MemoryAssert.AllocatesAtMost("1 KB", Work);
        MemoryAssert.AllocatesAtMost("1 KB", () => WorkAndReturn());
        MemoryAssert.DoesNotGrow(Work, calls: 10);
        MemoryAssert.IsCollected(() => WorkAndReturn());
        MemoryAssert.DoesNotLeak<byte[]>(track => track(WorkAndReturn()));
        Should.Throw<MemoryAssertException>(() => MemoryAssert.DoesNotAllocate(Work)).Message.ShouldContain("GC.KeepAlive(new byte[123]);");

        Figures(nameof(Work)).ShouldBe((7, 7 * 152, 152, 152));
        MemoryReport.Capture().Methods.ShouldNotContain(method => method.Name.Contains(nameof(WorkAndReturn), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_shows_no_async_assertion_on_whatever_threads_it_runs()
    {
        MemoryReport.Reset();
        for (var i = 0; i < 7; i++)
            await WorkLater();
        var before = Figures(nameof(WorkLater));

        await MemoryAssert.AllocatesAtMostAsync("1 MB", WorkLater);
        await MemoryAssert.AllocatesAtMostAsync("1 MB", () => Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Work))));
        await MemoryAssert.AllocatesAtMostAsync("1 MB", async window =>
        {
            using (window.Pause())
                await WorkLater();
        });
        await MemoryAssert.DoesNotGrowAsync(WorkLater, calls: 10, cancellationToken: TestContext.Current.CancellationToken);
        await MemoryAssert.IsCollectedAsync(async () =>
        {
            await WorkLater();
            return new object();
        });
        await MemoryAssert.DoesNotLeakAsync<object>(async track =>
        {
            await WorkLater();
            track(new object());
        });
        (await Should.ThrowAsync<MemoryAssertException>(() => MemoryAssert.DoesNotAllocateAsync(WorkLater))).Message.ShouldContain("GC.KeepAlive(new byte[321]);");

        before.Calls.ShouldBe(7);
        Figures(nameof(WorkLater)).ShouldBe(before);
        MemoryReport.Capture().Methods.ShouldNotContain(method => method.Name.EndsWith(".Work()", StringComparison.Ordinal) && method.FullName.Contains(nameof(ApartFromReportTests), StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_shows_all_that_other_threads_do_while_an_assertion_runs()
    {
        MemoryReport.Reset();
        var threads = Enumerable.Range(0, 4).Select(number => new Thread(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                if (number % 2 == 0)
                    Work();
                else
                    MemoryAssert.AllocatesAtMost(152, Work);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Figures(nameof(Work)).ShouldBe((1_000, 1_000 * 152, 152, 152));
    }

    [Fact]
    public void A_profiled_caller_of_an_assertion_has_its_own_bytes_only()
    {
        // The first call makes the delegates that later ones use again.
        Around();
        MemoryReport.Reset();

        Around();

        var method = Method(nameof(Around));
        (method.Calls, method.AllocatedBytes, method.SelfAllocatedBytes, method.MaxAllocatedBytes).ShouldBe((1, 1_024 + 2_024 + 152, 1_024 + 2_024, 1_024 + 2_024 + 152));
        method.Lines.Where(line => line.AllocatedBytes != 0).Select(line => (line.Occurrences, line.AllocatedBytes)).ShouldBe([(1, 1_024), (1, 152), (1, 2_024)]);
        Figures(nameof(Work)).ShouldBe((1, 152, 152, 152));
    }

    [Fact]
    public async Task A_profiled_async_caller_of_an_assertion_has_its_own_bytes_only()
    {
        await AroundAsync(asserts: false);
        MemoryReport.Reset();
        await AroundAsync(asserts: false);
        var without = Method(nameof(AroundAsync)).Lines.Single(line => line.Text.Contains("new byte[2_000]", StringComparison.Ordinal));
        MemoryReport.Reset();
        await AroundAsync(asserts: true);

        var method = Method(nameof(AroundAsync));
        method.Lines.Single(line => line.Text.Contains("new byte[2_000]", StringComparison.Ordinal)).AllocatedBytes.ShouldBe(without.AllocatedBytes);
        method.Lines.Single(line => line.Text.Contains("MemoryAssert", StringComparison.Ordinal)).AllocatedBytes.ShouldBeLessThan(1_000);
        // Neither the method that it hands to the assertion.
        method.MaxAllocatedBytes.ShouldBe(method.AllocatedBytes);
    }

    [Fact]
    public void A_limit_of_a_method_that_asserts_is_of_its_own_bytes() => Limited();

    [Fact]
    public void A_limit_that_a_call_of_an_assertion_exceeds_names_its_lines()
    {
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(() => MemoryAssert.AllocatesAtMost("1 MB", TooMuch)));
        thread.Start();
        thread.Join();

        var message = thrown.ShouldBeOfType<AllocationLimitExceededException>().Message;
        message.ShouldStartWith("ApartFromReportTests.TooMuch() allocated 5,024 B, 4,000 B more than its limit of 1,024 B ([MaxAllocation]).\n");
        message.ShouldContain("GC.KeepAlive(new byte[5_000]);");
    }

    [Fact]
    public void An_assertion_in_an_assertion_leaves_the_thread_as_it_was()
    {
        MemoryReport.Reset();

        MemoryAssert.AllocatesAtMost("1 KB", () =>
        {
            MemoryAssert.AllocatesAtMost("1 KB", Work);
            Work();
        });
        Should.Throw<TimeoutException>(() => MemoryAssert.DoesNotAllocate(() => throw new TimeoutException()));
        Work();

        Figures(nameof(Work)).ShouldBe((1, 152, 152, 152));
    }

    static (long Calls, long Bytes, long Min, long Max) Figures(string name)
    {
        var method = Method(name);
        return (method.Calls, method.AllocatedBytes, method.MinAllocatedBytes, method.MaxAllocatedBytes);
    }

    static MethodProfile Method(string name) =>
        MemoryReport.Capture().Methods.Single(method => method.Name.StartsWith($"{nameof(ApartFromReportTests)}.{name}(", StringComparison.Ordinal));

    [Profile]
    static void Work() => GC.KeepAlive(new byte[123]);

    [Profile]
    static byte[] WorkAndReturn() => new byte[123];

    [Profile]
    static async Task WorkLater()
    {
        GC.KeepAlive(new byte[321]);
        await Task.Yield();
        GC.KeepAlive(new byte[321]);
    }

    static readonly Action _work = Work;

    [Profile]
    static void Around()
    {
        GC.KeepAlive(new byte[1_000]);
        MemoryAssert.AllocatesAtMost("1 KB", _work);
        Work();
        GC.KeepAlive(new byte[2_000]);
    }

    [Profile]
    static async Task AroundAsync(bool asserts)
    {
        await Task.Yield();
        if (asserts)
            await MemoryAssert.AllocatesAtMostAsync("1 MB", WorkLater);
        GC.KeepAlive(new byte[2_000]);
    }

    [MaxAllocation("2 KB")]
    static void Limited()
    {
        GC.KeepAlive(new byte[1_000]);
        MemoryAssert.AllocatesAtMost("1 MB", _large);
    }

    static readonly Action _large = () => GC.KeepAlive(new byte[100_000]);

    [MaxAllocation("1 KB")]
    static void TooMuch() => GC.KeepAlive(new byte[5_000]);
}
