using MemoryProfiler.Reports;

namespace MemoryProfiler.Tests.Probes.Activations;

public sealed class IteratorEndTests
{
    [Fact]
    public void An_enumeration_that_is_broken_off_is_a_call_with_the_bytes_of_its_finally()
    {
        var method = Of(nameof(Endless), () => GC.KeepAlive(Endless(1_000).First()));

        method.Calls.ShouldBe(1);
        method.AllocatedBytes.ShouldBe(1_024 + 2_024);
        method.SelfAllocatedBytes.ShouldBe(1_024 + 2_024);
        (method.MinAllocatedBytes, method.MaxAllocatedBytes).ShouldBe((1_024 + 2_024, 1_024 + 2_024));
    }

    [Fact]
    public void Each_enumeration_of_an_iterator_is_a_call_of_its_own_however_it_is_left()
    {
        var method = Of(nameof(Endless), () =>
        {
            GC.KeepAlive(Endless(1_000).First());
            GC.KeepAlive(Endless(1_000).Take(3).Count());
            foreach (var _ in Endless(0))
                break;
        });

        method.Calls.ShouldBe(3);
        method.MinAllocatedBytes.ShouldBe(24 + 2_024);
        method.MaxAllocatedBytes.ShouldBe((3 * 1_024) + 2_024);
        method.AllocatedBytes.ShouldBe((4 * 1_024) + 24 + (3 * 2_024));
    }

    [Fact]
    public void Disposing_an_enumeration_on_another_thread_ends_the_call_there()
    {
        var method = Of(nameof(Endless), () =>
        {
            var values = Endless(1_000).GetEnumerator();
            values.MoveNext();
            var thread = new Thread(values.Dispose);
            thread.Start();
            thread.Join();
        });

        method.Calls.ShouldBe(1);
        method.AllocatedBytes.ShouldBe(1_024 + 2_024);
        (method.MinAllocatedBytes, method.MaxAllocatedBytes).ShouldBe((1_024 + 2_024, 1_024 + 2_024));
        Line(method, "new byte[2_000]").AllocatedBytes.ShouldBe(2_024);
    }

    [Fact]
    public void Disposing_an_enumeration_twice_and_moving_on_afterwards_changes_nothing()
    {
        var method = Of(nameof(Endless), () =>
        {
            var values = Endless(1_000).GetEnumerator();
            values.MoveNext();
            values.Dispose();
            values.Dispose();
            values.MoveNext().ShouldBeFalse();
        });

        method.Calls.ShouldBe(1);
        method.MaxAllocatedBytes.ShouldBe(1_024 + 2_024);
        Line(method, "new byte[2_000]").Occurrences.ShouldBe(1);
    }

    [Fact]
    public void Disposing_an_enumeration_that_never_moved_is_no_call()
    {
        MemoryReport.Reset();
        Endless(1_000).GetEnumerator().Dispose();

        Methods(nameof(Endless)).ShouldBeEmpty();
    }

    [Fact]
    public void An_enumeration_that_is_never_disposed_is_a_call_without_an_end()
    {
        var method = Of(nameof(Endless), () => Endless(1_000).GetEnumerator().MoveNext());

        method.Calls.ShouldBe(1);
        method.AllocatedBytes.ShouldBe(1_024);
        (method.MinAllocatedBytes, method.MaxAllocatedBytes).ShouldBe((0, 0));
    }

    [Fact]
    public void An_exception_in_the_finally_of_an_iterator_ends_the_call_too()
    {
        var method = Of(nameof(FailsInFinally), () => Should.Throw<TimeoutException>(() => FailsInFinally().First()));

        method.Calls.ShouldBe(1);
        Line(method, "new byte[2_000]").AllocatedBytes.ShouldBe(2_024);
        method.MaxAllocatedBytes.ShouldBe(method.AllocatedBytes);
    }

    [Fact]
    public void An_exception_of_the_iterator_runs_its_finally_within_the_same_call()
    {
        var method = Of(nameof(Fails), () => Should.Throw<TimeoutException>(() => Fails().Count()));

        method.Calls.ShouldBe(1);
        Line(method, "new byte[2_000]").AllocatedBytes.ShouldBe(2_024);
        method.MaxAllocatedBytes.ShouldBe(method.AllocatedBytes);
        method.Lines.Sum(line => line.AllocatedBytes).ShouldBe(method.AllocatedBytes);
    }

    [Fact]
    public void The_lines_of_an_enumeration_to_its_end_add_up_to_it()
    {
        var method = Of(nameof(Ends), () => Count(Ends()).ShouldBe(2));

        method.AllocatedBytes.ShouldBe(2_024);
        method.Lines[0].AllocatedBytes.ShouldBe(0);
        method.Lines.Sum(line => line.AllocatedBytes).ShouldBe(2_024);
        method.MaxAllocatedBytes.ShouldBe(2_024);
    }

    [Fact]
    public void A_method_without_lines_has_the_bytes_of_its_finally()
    {
        var method = Of(nameof(WithoutLines), () => WithoutLines().First().ShouldBe(1));

        (method.Calls, method.AllocatedBytes, method.MaxAllocatedBytes).ShouldBe((1, 2_024, 2_024));
    }

    [Fact]
    public async Task A_limit_counts_the_finally_of_an_enumeration_that_is_broken_off()
    {
        // A runner may start a test inside the handler that failed a task of the one before, where a limit replaces nothing.
        await Task.Yield();
        Limited(100).First().ShouldBe(1);

        var thrown = Should.Throw<AllocationLimitExceededException>(() => Limited(1_008).First());

        thrown.AllocatedBytes.ShouldBe(1_032);
        thrown.Method.ShouldBe("IteratorEndTests.Limited(int length)");
    }

    [Fact]
    public void A_limit_leaves_the_exception_alone_that_breaks_an_enumeration_off() => Should.Throw<TimeoutException>(() =>
    {
        foreach (var _ in Limited(2_000))
            throw new TimeoutException();
    });

    [Fact]
    public async Task An_async_iterator_that_is_disposed_before_its_first_step_is_no_call()
    {
        MemoryReport.Reset();
        await using (Stream().GetAsyncEnumerator(TestContext.Current.CancellationToken))
        {
        }

        Methods(nameof(Stream)).Sum(method => method.Calls).ShouldBe(0);
    }

    [Fact]
    public async Task An_async_iterator_that_is_broken_off_is_a_call_with_the_bytes_of_its_finally()
    {
        MemoryReport.Reset();
        await foreach (var _ in Stream())
            break;

        var method = Method(nameof(Stream));
        method.Calls.ShouldBe(1);
        Line(method, "new byte[2_000]").AllocatedBytes.ShouldBe(2_024);
        method.Lines.Sum(line => line.AllocatedBytes).ShouldBe(method.AllocatedBytes);
        method.MaxAllocatedBytes.ShouldBe(method.AllocatedBytes);
    }

    [Profile]
    static IEnumerable<byte[]> Endless(int length)
    {
        try
        {
            while (true)
                yield return new byte[length];
        }
        finally
        {
            GC.KeepAlive(new byte[2_000]);
        }
    }

    [Profile]
    static IEnumerable<int> Ends()
    {
        try
        {
            yield return 1;
            yield return 2;
        }
        finally
        {
            GC.KeepAlive(new byte[2_000]);
        }
    }

    [Profile]
    static IEnumerable<int> Fails()
    {
        try
        {
            yield return 1;
            throw new TimeoutException();
        }
        finally
        {
            GC.KeepAlive(new byte[2_000]);
        }
    }

    [Profile]
    static IEnumerable<int> FailsInFinally()
    {
        try
        {
            yield return 1;
        }
        finally
        {
            GC.KeepAlive(new byte[2_000]);
            Fail();
        }
    }

    [Profile(Lines = false)]
    static IEnumerable<int> WithoutLines()
    {
        try
        {
            while (true)
                yield return 1;
        }
        finally
        {
            GC.KeepAlive(new byte[2_000]);
        }
    }

    [MaxAllocation("1 KB")]
    static IEnumerable<int> Limited(int length)
    {
        try
        {
            while (true)
                yield return 1;
        }
        finally
        {
            GC.KeepAlive(new byte[length]);
        }
    }

    [Profile]
    static async IAsyncEnumerable<int> Stream()
    {
        try
        {
            while (true)
            {
                await Task.CompletedTask;
                yield return 1;
            }
        }
        finally
        {
            GC.KeepAlive(new byte[2_000]);
        }
    }

    static int Count(IEnumerable<int> values)
    {
        var count = 0;
        foreach (var _ in values)
            count++;
        return count;
    }

    static void Fail() => throw new TimeoutException();

    static MethodProfile Of(string name, Action action)
    {
        // What the runtime allocates for a first time is not the iterator's.
        action();
        MemoryReport.Reset();
        action();
        return Method(name);
    }

    static MethodProfile Method(string name) => Methods(name).ShouldHaveSingleItem();

    static IReadOnlyList<MethodProfile> Methods(string name) =>
        [.. MemoryReport.Capture().Methods.Where(method => method.Name.StartsWith($"{nameof(IteratorEndTests)}.{name}(", StringComparison.Ordinal))];

    static LineProfile Line(MethodProfile method, string text) => method.Lines.Single(line => line.Text.Contains(text, StringComparison.Ordinal));
}
