using System.Diagnostics;
using MemoryProfiler.Telemetry.Tests.Support;

namespace MemoryProfiler.Telemetry.Tests;

/// <summary>A method's own limit while somebody is told of its calls: what telling allocates comes after the call's bytes.</summary>
public sealed class LimitTests : IDisposable
{
    static byte[]? _kept;

    readonly ActivitySource _source = new("the program's");
    readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name is "the program's" or "MemoryProfiler",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public LimitTests() => ActivitySource.AddActivityListener(_listener);

    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
        Watching.CallWatch.Refresh();
    }

    [Fact]
    public void A_call_in_an_activity_has_all_of_its_bytes()
    {
        for (var round = 0; round < 3; round++)
        {
            using var activity = _source.StartActivity("test").ShouldNotBeNull();
            var thrown = Should.Throw<AllocationLimitExceededException>(() => Plain(5_000));

            thrown.AllocatedBytes.ShouldBe(5_024);
            thrown.Message.ShouldStartWith("LimitTests.Plain(int length) allocated 5,024 B, 4,000 B more than its limit of 1,024 B ([MaxAllocation]).\n");
            Should.Throw<AllocationLimitExceededException>(() => Plain(1_008)).AllocatedBytes.ShouldBe(1_032);
            Plain(1_000);
        }
    }

    [Fact]
    public void An_iterator_in_an_activity_has_all_of_its_bytes()
    {
        for (var round = 0; round < 3; round++)
        {
            using var activity = _source.StartActivity("test").ShouldNotBeNull();

            Should.Throw<AllocationLimitExceededException>(() => Elements(4).Count()).AllocatedBytes.ShouldBe(4_096);
            Elements(3).Count().ShouldBe(3);
        }
    }

    [Fact]
    public async Task An_async_call_in_an_activity_has_all_of_its_bytes()
    {
        for (var round = 0; round < 3; round++)
        {
            using var activity = _source.StartActivity("test").ShouldNotBeNull();

            (await Should.ThrowAsync<AllocationLimitExceededException>(() => AtOnceDone(5_000))).AllocatedBytes.ShouldBe(5_024);
            await AtOnceDone(1_000);
        }
    }

    [Fact]
    public async Task A_continuation_that_runs_inline_has_the_bytes_of_the_segment_below_it()
    {
        (await Should.ThrowAsync<AllocationLimitExceededException>(Inline)).AllocatedBytes.ShouldBeInRange(3 * 1_024, (3 * 1_024) + 500);
    }

    [Fact]
    public async Task A_segment_that_is_still_on_its_way_out_of_another_thread_is_in_the_bytes_of_the_call()
    {
        for (var round = 0; round < 20; round++)
        {
            var hold = new HoldsLeaving();
            (await Should.ThrowAsync<AllocationLimitExceededException>(() => LeavesLate(hold))).AllocatedBytes.ShouldBeInRange(101_024, 101_500);
        }
    }

    [Fact]
    public async Task A_segment_that_leaves_its_thread_only_when_all_is_over_is_in_the_bytes_of_the_call()
    {
        (await Should.ThrowAsync<AllocationLimitExceededException>(() => Held(5_000))).AllocatedBytes.ShouldBeInRange(5_024, 5_500);
        (await Should.ThrowAsync<AllocationLimitExceededException>(() => HeldOnItsLine(5_000))).AllocatedBytes.ShouldBeInRange(5_024, 5_500);
        (await Should.ThrowAsync<AllocationLimitExceededException>(() => HeldBehindInline(5_000))).AllocatedBytes.ShouldBeInRange(5_024, 5_500);
        (await Should.ThrowAsync<AllocationLimitExceededException>(() => Waits(5_000))).AllocatedBytes.ShouldBeInRange(5_024, 5_800);
        await Held(500);
        await HeldOnItsLine(500);
        await HeldBehindInline(500);
        await Waits(200);
    }

    [Fact]
    public async Task What_a_segment_had_allocated_when_it_was_left_is_counted_once()
    {
        // A call that ends behind a reset is one of those after it, and a thread that is kept ends its last: not before this one goes on elsewhere.
        await Waits(200);
        await HeldBehindInline(200);
        (await AllHaveEnded()).ShouldBeTrue();
        MemoryReport.Reset();

        await Waits(200);
        await HeldBehindInline(200);
        (await AllHaveEnded()).ShouldBeTrue();

        foreach (var method in MemoryReport.Capture().Methods)
        {
            method.Calls.ShouldBe(1);
            method.OutsideCallsBytes.ShouldBe(0);
            (method.MinAllocatedBytes, method.MaxAllocatedBytes).ShouldBe((method.AllocatedBytes, method.AllocatedBytes));
        }

        static Task<bool> AllHaveEnded() => Task.Run(() =>
            SpinWait.SpinUntil(() => MemoryReport.Capture().Methods.All(method => method.MaxAllocatedBytes > 0), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Every_kind_of_listener_leaves_the_bytes_of_a_call_alone()
    {
        using var heard = new Heard(() => _kept = new byte[3_000]);
        using var activity = _source.StartActivity("test").ShouldNotBeNull();

        Should.Throw<AllocationLimitExceededException>(() => Plain(5_000)).AllocatedBytes.ShouldBe(5_024);
        Should.Throw<AllocationLimitExceededException>(() => Elements(4).Count()).AllocatedBytes.ShouldBe(4_096);

        heard.Of("memoryprofiler.method.allocated").ShouldBe([("LimitTests.Plain(int length)", 5_024), ("LimitTests.Elements(int count)", 4_096)]);
    }

    [Fact]
    public void The_extremes_of_an_iterator_in_an_activity_are_its_bytes()
    {
        MemoryReport.Reset();
        using var activity = _source.StartActivity("test").ShouldNotBeNull();

        for (var count = 1; count <= 3; count++)
            Elements(count).Count().ShouldBe(count);

        var method = MemoryReport.Capture().Methods.Single();
        (method.MinAllocatedBytes, method.MaxAllocatedBytes, method.AllocatedBytes).ShouldBe((1_024, 3_072, 6_144));
    }

    /// <summary>What it takes to say so is the profiler's: the caller that goes on has only the bytes of the call.</summary>
    [Fact]
    public void An_exceeded_limit_adds_nothing_to_the_caller_that_catches_it()
    {
        Catches(5_000);
        MemoryReport.Reset();

        Catches(5_000);

        var caller = MemoryReport.Capture().Methods.Single(method => method.Name.StartsWith("LimitTests.Catches(", StringComparison.Ordinal));
        caller.AllocatedBytes.ShouldBe(5_024);
        caller.MaxAllocatedBytes.ShouldBe(5_024);
    }

    [MaxAllocation("1 KB")]
    static void Plain(int length) => _kept = new byte[length];

    [MaxAllocation("3 KB")]
    static IEnumerable<byte[]> Elements(int count)
    {
        for (var i = 0; i < count; i++)
            yield return new byte[1_000];
    }

    [MaxAllocation("1 KB")]
    static async Task AtOnceDone(int length)
    {
        _kept = new byte[length];
        await Task.CompletedTask;
    }

    [MaxAllocation("1 KB")]
    static async Task Inline()
    {
        _kept = new byte[1_000];
        await default(AtOnce);
        _kept = new byte[1_000];
        await default(AtOnce);
        _kept = new byte[1_000];
    }

    [MaxAllocation("10 KB")]
    static async Task LeavesLate(HoldsLeaving hold)
    {
        _kept = new byte[100_000];
        await hold;
        _kept = new byte[976];
        hold.Begun();
    }

    [MaxAllocation("1 KB")]
    static async Task Held(int length)
    {
        _kept = new byte[length];
        await new HoldsUntilDone(null);
    }

    [MaxAllocation("1 KB")]
    static async Task HeldOnItsLine(int length) => await new HoldsUntilDone(new byte[length]);

    [MaxAllocation("1 KB")]
    static async Task HeldBehindInline(int length)
    {
        await default(AtOnce);
        _kept = new byte[length];
        await new HoldsUntilDone(null);
    }

    [MaxAllocation("1 KB")]
    static async Task Waits(int length) => await HeldLater(length);

    [Profile]
    static async Task HeldLater(int length)
    {
        await Task.Yield();
        _kept = new byte[length];
        await new HoldsUntilDone(null);
    }

    [Profile]
    static void Catches(int length)
    {
        try
        {
            Plain(length);
        }
        catch (AllocationLimitExceededException)
        {
        }
    }
}
