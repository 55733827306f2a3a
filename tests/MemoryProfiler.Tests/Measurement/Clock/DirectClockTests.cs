using MemoryProfiler.Measurement.Clock;

namespace MemoryProfiler.Tests.Measurement.Clock;

public unsafe class DirectClockTests
{
#if NET9_0_OR_GREATER
    static object? _kept;

#endif
    [Fact]
    public void A_thread_without_a_context_is_asked_of_the_runtime()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        AllocationClock.Now(AllocationContext.Unknown, out _).ShouldBe(before);
        AllocationClock.TryRead(AllocationContext.Unknown, AllocationContext.UnknownQuantum + 8, out _).ShouldBeFalse();
    }

    [Fact]
    public void Another_piece_of_heap_is_noticed_even_if_it_ends_where_the_last_one_did()
    {
        var context = new AllocationContext { Pointer = 0x1000, Limit = 0x2000, Bytes = 0x8000, LargeBytes = 0x500 };
        AllocationClock.Now(&context, out var piece).ShouldBe(0x8000 + 0x500 - 0x1000);
        AllocationClock.TryRead(&context, piece, out _).ShouldBeTrue();

        context.Bytes += 0x1000;

        AllocationClock.TryRead(&context, piece, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_large_object_tells_as_a_new_piece_does_so_that_its_line_takes_a_reading()
    {
        var context = new AllocationContext { Pointer = 0x1000, Limit = 0x2000, Bytes = 0x8000 };
        AllocationClock.Now(&context, out var piece).ShouldBe(0x8000 - 0x1000);

        context.LargeBytes += 100_000;

        AllocationClock.TryRead(&context, piece, out _).ShouldBeFalse();
        AllocationClock.Now(&context, out _).ShouldBe(0x8000 - 0x1000 + 100_000);
    }

    [Fact]
    public void The_check_refuses_a_context_that_is_not_the_threads()
    {
        var still = new AllocationContext { Pointer = 0x1000, Limit = 0x2000, Bytes = 0x3000 };
        ClockCheck.Agrees(&still).ShouldBeFalse();
        ClockCheck.Agrees(AllocationContext.Unknown).ShouldBeFalse();
    }

#if NET9_0_OR_GREATER
    [Fact]
    public void Every_reading_equals_the_runtimes_own_call_whatever_is_allocated_between()
    {
        DirectClock.Start();
        DirectClock.Refusal.ShouldBeNull();
        var context = DirectClock.ContextOfCurrentThread();
        var random = new Random(20);
        var different = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var asked = GC.GetAllocatedBytesForCurrentThread();
            var read = AllocationClock.Now(context, out var piece);
            // Reading the piece once more proves that the fast path of a probe would have read the same.
            var isUnmoved = AllocationClock.TryRead(context, piece, out var again);
            if (read != asked || !isUnmoved || again != asked)
                different++;
            _kept = random.Next(40) switch
            {
                0 => new byte[90_000],
                1 => GC.AllocateUninitializedArray<byte>(random.Next(9_000), pinned: true),
                2 => new byte[random.Next(30_000)],
                < 8 => new string('x', random.Next(100)),
                _ => new object(),
            };
            if (i % 1_000 == 0)
                GC.Collect(i % 3_000 == 0 ? 2 : 0);
        }
        different.ShouldBe(0);
    }

    [Fact]
    public void The_runtime_says_where_it_keeps_what_a_thread_allocated()
    {
        var contract = RuntimeContract.Load().ShouldNotBeNull();
        contract.Offset("GCAllocContext", "Limit").ShouldBe(contract.Offset("GCAllocContext", "Pointer") + 8);
        contract.Offset("GCAllocContext", "NoSuchField").ShouldBeNull();
        contract.Offset("NoSuchType", "Limit").ShouldBeNull();
    }
#else
    [Fact]
    public void A_runtime_that_does_not_say_where_it_keeps_what_a_thread_allocated_is_asked_itself()
    {
        DirectClock.Start();
        DirectClock.Refusal.ShouldBe("this runtime does not say where it keeps them");
        RuntimeContract.Load().ShouldBeNull();
    }
#endif
}
