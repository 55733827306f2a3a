namespace MemoryProfiler.Tests.Assertions.Measuring;

public sealed class SyncAllocationTests
{
    [Fact]
    public void An_asserted_call_of_an_empty_method_allocates_nothing()
    {
        var measured = MemoryAssert.DoesNotAllocate(() => { });

        measured.Bytes.ShouldBe(0);
        measured.Calls.ShouldBe(2);
        measured.Retries.ShouldBe(0);
        measured.Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, 24)]
    [InlineData(1_000, 1_024)]
    [InlineData(100_000, 100_024)]
    public void The_bytes_of_an_asserted_call_are_exact(int length, int bytes) =>
        MemoryAssert.AllocatesAtMost(1_000_000, (Action)(() => GC.KeepAlive(new byte[length]))).Bytes.ShouldBe(bytes);

    [Fact]
    public void The_limit_of_an_assertion_holds_to_the_byte()
    {
        MemoryAssert.AllocatesAtMost(1_024, () => new byte[1_000]).Length.ShouldBe(1_000);
        MemoryAssert.AllocatesAtMost("1 KB", () => new byte[1_000]).Length.ShouldBe(1_000);
        MemoryAssert.Allocates(1_024, 1_024, () => new byte[1_000]).Length.ShouldBe(1_000);

        Should.Throw<MemoryAssertException>(() => MemoryAssert.AllocatesAtMost(1_023, () => new byte[1_000]))
            .Message.ShouldStartWith("MemoryAssert.AllocatesAtMost: one call allocated 1,024 B, 1 B more than the limit of 1,023 B.\n");
        Should.Throw<MemoryAssertException>(() => MemoryAssert.Allocates("2 KB", "1 MB", () => new byte[1_000]))
            .Message.ShouldStartWith("MemoryAssert.Allocates: one call allocated 1,024 B, 1,024 B less than the 2,048 B expected at least.\n");
        Should.Throw<MemoryAssertException>(() => MemoryAssert.DoesNotAllocate(() => new byte[20_000]))
            .Message.ShouldStartWith("MemoryAssert.DoesNotAllocate: one call allocated 20,024 B (19.6 KiB), 20,024 B (19.6 KiB) more than the limit of 0 B.\n");
    }

    [Fact]
    public void What_the_first_call_of_a_delegate_prepares_does_not_count()
    {
        byte[]? cache = null;

        var measured = MemoryAssert.DoesNotAllocate((Action)(() => cache ??= new byte[1_000]));

        measured.Bytes.ShouldBe(0);
        measured.FirstCallBytes.ShouldBe(1_024);
        measured.Calls.ShouldBe(3);
        measured.Retries.ShouldBe(1);
    }

    [Fact]
    public void A_call_that_never_allocates_the_same_counts_with_its_largest()
    {
        var length = 0;

        var measured = MemoryAssert.AllocatesAtMost("1 MB", (Action)(() => GC.KeepAlive(new byte[length += 8])));

        measured.Calls.ShouldBe(12);
        measured.Bytes.ShouldBe(24 + (12 * 8));
        measured.Notes.ShouldBe(["No two calls in a row agreed: 11 calls after the first allocated between 40 and 120 B each; the largest counts."]);
    }

    [Fact]
    public void Pauses_of_a_window_leave_blocks_out()
    {
        MemoryAssert.Allocates(1_024, 1_024, window =>
        {
            GC.KeepAlive(new byte[1_000]);
            using (window.Pause())
            {
                GC.KeepAlive(new byte[5_000]);
                using (window.Pause())
                    GC.KeepAlive(new byte[6_000]);
                GC.KeepAlive(new byte[7_000]);
            }
        });
    }

    [Fact]
    public void A_pause_that_is_left_open_ends_with_the_call() =>
        MemoryAssert.DoesNotAllocate(window =>
        {
            window.Pause();
            GC.KeepAlive(new byte[5_000]);
        });

    [Fact]
    public void A_window_counts_as_one_call_in_the_window_around_it()
    {
        MemoryAssert.Allocates(3_072, 3_072, () =>
        {
            GC.KeepAlive(new byte[1_000]);
            MemoryAssert.AllocatesAtMost(2_048, _twice);
        });

        Should.Throw<MemoryAssertException>(() => MemoryAssert.DoesNotAllocate(() => MemoryAssert.AllocatesAtMost(2_048, _twice)))
            .Message.ShouldStartWith("MemoryAssert.DoesNotAllocate: one call allocated 2,048 B, 2,048 B more than the limit of 0 B.\n");
    }

    [Fact]
    public void Other_threads_do_not_count_but_are_named_when_it_fails()
    {
        var thrown = Should.Throw<MemoryAssertException>(() => MemoryAssert.Allocates(100_000, 200_000, InAnotherThread));

        thrown.Message.ShouldContain("Hint: Other threads allocated 100,024 B (97.7 KiB) for the call, which are not in the figure; MemoryAssert.AllocatesAsync counts all threads.");
    }

    [Fact]
    public void Bytes_of_the_assertion_and_of_what_it_calls_are_on_no_profiled_line()
    {
        MemoryReport.Reset();

        ProfiledTest(() => { }, _twice);

        var lines = MemoryReport.Capture().Methods.Single(m => m.Name == "SyncAllocationTests.ProfiledTest(Action nothing, Action twice)").Lines;
        lines.Single(line => line.Text.Contains("DoesNotAllocate", StringComparison.Ordinal)).AllocatedBytes.ShouldBe(0);
        lines.Single(line => line.Text.Contains("2_048, twice", StringComparison.Ordinal)).AllocatedBytes.ShouldBe(0);
    }

    static readonly Action _twice = () =>
    {
        GC.KeepAlive(new byte[1_000]);
        GC.KeepAlive(new byte[1_000]);
    };

    [Profile]
    static void ProfiledTest(Action nothing, Action twice)
    {
        MemoryAssert.DoesNotAllocate(nothing);
        MemoryAssert.AllocatesAtMost(2_048, twice);
    }

    static void InAnotherThread()
    {
        var thread = new Thread(() => GC.KeepAlive(new byte[100_000]));
        thread.Start();
        thread.Join();
    }
}
