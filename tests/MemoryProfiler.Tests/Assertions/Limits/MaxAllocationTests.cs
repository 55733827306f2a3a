using System.Runtime.CompilerServices;
using MemoryProfiler.Assertions.Limits;

namespace MemoryProfiler.Tests.Assertions.Limits;

public sealed class MaxAllocationTests
{
    static AllocationLimitExceededException? _seenByFinalizer;
    static bool _finalized;

    [Fact]
    [MaxAllocation("2 MB")]
    public void A_test_method_can_have_a_limit_of_its_own() => Synchronous(1_000).ShouldBe(1_000);

    [Fact]
    public void A_call_over_its_limit_throws_as_it_returns()
    {
        Synchronous(1_000).ShouldBe(1_000);

        var thrown = Thrown<AllocationLimitExceededException>((Action)(() => Synchronous(1_001)));

        thrown.AllocatedBytes.ShouldBe(1_032);
        thrown.LimitBytes.ShouldBe(1_024);
        thrown.Method.ShouldBe("MaxAllocationTests.Synchronous(int length)");
        thrown.Message.ShouldStartWith("MaxAllocationTests.Synchronous(int length) allocated 1,032 B, 8 B more than its limit of 1,024 B ([MaxAllocation]).\n");
        thrown.Message.ShouldContain("   var created = new byte[length];");
        thrown.StackTrace.ShouldNotBeNull().ShouldStartWith("   at MemoryProfiler.Tests.Assertions.Limits.MaxAllocationTests.Synchronous(Int32 length)");
    }

    [Fact]
    public void A_limit_may_be_a_number_of_bytes()
    {
        Numbered(1_000);
        Thrown<AllocationLimitExceededException>(() => Numbered(1_008)).LimitBytes.ShouldBe(1_024);
    }

    [Fact]
    public void A_constructor_over_its_limit_throws()
    {
        _ = new Constructed(1_000);
        Thrown<AllocationLimitExceededException>(() => new Constructed(2_000)).Method.ShouldBe("MaxAllocationTests.Constructed.Constructed(int length)");
    }

    [Fact]
    public void A_property_limits_each_accessor()
    {
        var limited = new Constructed(0);
        limited.Length = 1_000;
        limited.Length.ShouldBe(1_000);
        Thrown<AllocationLimitExceededException>((Action)(() => limited.Length = 1_001));
    }

    [Fact]
    public void The_limit_of_a_method_that_consumes_an_iterator_counts_that_too()
    {
        Consume(2).ShouldBe(2_000);
        Thrown<AllocationLimitExceededException>((Action)(() => Consume(4))).LimitBytes.ShouldBe(3_072);
    }

    [Fact]
    public void The_limit_of_an_iterator_is_that_of_each_enumeration()
    {
        Iterate(2).Count().ShouldBe(2);
        Thrown<AllocationLimitExceededException>((Action)(() => GC.KeepAlive(Iterate(4).Count()))).AllocatedBytes.ShouldBe(4_096);
        Iterate(4).Take(2).Count().ShouldBe(2);
    }

    [Fact]
    public async Task An_async_method_fails_its_task_with_the_bytes_of_all_segments()
    {
        (await Asynchronous(1_000)).ShouldBe(1_000);

        var task = Asynchronous(3_000);

        var thrown = await Should.ThrowAsync<AllocationLimitExceededException>(() => task);
        thrown.Method.ShouldBe("MaxAllocationTests.Asynchronous(int length)");
        thrown.AllocatedBytes.ShouldBeInRange(6_048, 6_400);
        task.IsFaulted.ShouldBeTrue();
    }

    [Fact]
    public async Task An_async_method_that_never_suspends_fails_its_task_too()
    {
        await WithoutSuspension(1_000);
        var task = WithoutSuspension(2_000);
        task.IsFaulted.ShouldBeTrue();
        (await Should.ThrowAsync<AllocationLimitExceededException>(() => task)).AllocatedBytes.ShouldBe(2_024);
    }

    [Fact]
    public async Task A_value_task_and_an_async_iterator_over_their_limits_fail()
    {
        await Should.ThrowAsync<AllocationLimitExceededException>(async () => await AsValueTask(2_000));
        (await AsValueTask(10)).ShouldBe(10);

        (await Count(AsyncIterate(2))).ShouldBe(2);
        await Should.ThrowAsync<AllocationLimitExceededException>(() => Count(AsyncIterate(10)));
    }

    [Fact]
    public void The_users_exception_is_never_replaced_by_that_of_a_limit()
    {
        Thrown<TimeoutException>(() => Throws(5_000));
        Thrown<TimeoutException>(CallsInCatch);
        Thrown<TimeoutException>(CallsInFinally);
        Thrown<AllocationLimitExceededException>(CatchesItsOwn);
    }

    [Fact]
    public async Task A_continuation_of_a_task_that_failed_has_its_limit_too()
    {
        // It runs inside the catch block in which the awaited method fails its task.
        await Should.ThrowAsync<AllocationLimitExceededException>(AfterFailure);
        await Should.ThrowAsync<TimeoutException>(AfterFailureInCatch);
    }

    [Fact]
    public async Task The_users_exception_on_a_task_is_never_replaced_by_that_of_a_limit() =>
        await Should.ThrowAsync<TimeoutException>(() => ThrowsLater(5_000));

    [Fact]
    public void No_limit_throws_on_the_finalizer_thread()
    {
        Abandon();
        for (var i = 0; i < 3 && !Volatile.Read(ref _finalized); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        _finalized.ShouldBeTrue();
        _seenByFinalizer.ShouldBeNull();
    }

    [Fact]
    public void Calls_over_the_limit_are_in_the_report()
    {
        MemoryReport.Reset();
        Thrown<AllocationLimitExceededException>((Action)(() => Synchronous(3_000)));

        MemoryReport.Capture().Notes.ShouldContain("Over its limit: a call of MaxAllocationTests.Synchronous(int length) allocated 3,024 B, more than its limit of 1,024 B.");
    }

    [Fact]
    public void A_variable_leaves_calls_over_their_limit_at_the_report()
    {
        LimitPolicy.Throws = false;
        try
        {
            Synchronous(2_000).ShouldBe(2_000);
        }
        finally
        {
            LimitPolicy.Throws = true;
        }
    }

    // On a thread of its own: a test may run inside the catch block in which an earlier async test failed a task, where
    // the try block of an assertion on exceptions cannot be told from one that handles.
    static TException Thrown<TException>(Action code)
        where TException : Exception
    {
        TException? thrown = null;
        var thread = new Thread(() => thrown = Should.Throw<TException>(code));
        thread.Start();
        thread.Join();
        return thrown.ShouldNotBeNull();
    }

    static TException Thrown<TException>(Func<object> code)
        where TException : Exception =>
        Thrown<TException>((Action)(() => code()));

    [MaxAllocation("1 KB")]
    static int Synchronous(int length)
    {
        var created = new byte[length];
        return created.Length;
    }

    [MaxAllocation(1_024)]
    static void Numbered(int length) => GC.KeepAlive(new byte[length]);

    [MaxAllocation("3 KB")]
    static int Consume(int count)
    {
        var sum = 0;
        foreach (var item in Plain(count))
            sum += item.Length;
        return sum;
    }

    static IEnumerable<byte[]> Plain(int count)
    {
        for (var i = 0; i < count; i++)
            yield return new byte[1_000];
    }

    [MaxAllocation("3 KB")]
    static IEnumerable<byte[]> Iterate(int count)
    {
        for (var i = 0; i < count; i++)
            yield return new byte[1_000];
    }

    [MaxAllocation("5 KB")]
    static async IAsyncEnumerable<byte[]> AsyncIterate(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return new byte[1_000];
        }
    }

    static async Task<int> Count(IAsyncEnumerable<byte[]> items)
    {
        var count = 0;
        await foreach (var _ in items)
            count++;
        return count;
    }

    [MaxAllocation("4 KB")]
    static async Task<int> Asynchronous(int length)
    {
        GC.KeepAlive(new byte[length]);
        await Task.Yield();
        GC.KeepAlive(new byte[length]);
        return length;
    }

    [MaxAllocation("1 KB")]
    static async Task WithoutSuspension(int length)
    {
        GC.KeepAlive(new byte[length]);
        await Task.CompletedTask;
    }

    [MaxAllocation("1 KB")]
    static async ValueTask<int> AsValueTask(int length)
    {
        await Task.Yield();
        GC.KeepAlive(new byte[length]);
        return length;
    }

    [MaxAllocation("1 KB")]
    static void Throws(int length)
    {
        GC.KeepAlive(new byte[length]);
        throw new TimeoutException("mine");
    }

    [MaxAllocation("1 KB")]
    static async Task ThrowsLater(int length)
    {
        await Task.Yield();
        GC.KeepAlive(new byte[length]);
        throw new TimeoutException("mine");
    }

    static async Task AfterFailure()
    {
        await ThrowsLater(0).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Synchronous(5_000);
    }

    static async Task AfterFailureInCatch()
    {
        await ThrowsLater(0).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        CallsInCatch();
    }

    static void CallsInCatch()
    {
        try
        {
            throw new TimeoutException("mine");
        }
        catch (TimeoutException)
        {
            Synchronous(5_000);
            throw;
        }
    }

    static void CallsInFinally()
    {
        try
        {
            throw new TimeoutException("mine");
        }
        finally
        {
            Synchronous(5_000);
        }
    }

    [MaxAllocation("1 KB")]
    static void CatchesItsOwn()
    {
        try
        {
            throw new TimeoutException("mine");
        }
        catch (TimeoutException)
        {
            GC.KeepAlive(new byte[5_000]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Abandon() => GC.KeepAlive(new Finalized());

    sealed class Constructed
    {
        readonly byte[] _bytes;

        [MaxAllocation("1 KB")]
        public Constructed(int length) => _bytes = new byte[length];

        [MaxAllocation("1 KB")]
        public int Length
        {
            get;
            set => field = new byte[value].Length;
        }

        public override string ToString() => _bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    sealed class Finalized
    {
        ~Finalized()
        {
            try
            {
                Synchronous(5_000);
            }
            catch (AllocationLimitExceededException e)
            {
                _seenByFinalizer = e;
            }
            Volatile.Write(ref _finalized, true);
        }
    }
}
