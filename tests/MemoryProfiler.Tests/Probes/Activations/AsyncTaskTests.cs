using MemoryProfiler.Reports;

namespace MemoryProfiler.Tests.Probes.Activations;

public sealed class AsyncTaskTests
{
    const long TaskBytes = 72;

    [Fact]
    public void The_task_of_a_call_that_never_suspends_is_in_the_call()
    {
        var (method, caller) = Of(nameof(Makes), nameof(CallsMakes), () => CallsMakes(100));

        method.AllocatedBytes.ShouldBe(128 + TaskBytes);
        (method.MinAllocatedBytes, method.MaxAllocatedBytes).ShouldBe((128 + TaskBytes, 128 + TaskBytes));
        Line(method, "return").AllocatedBytes.ShouldBe(TaskBytes);
        (caller.AllocatedBytes - caller.SelfAllocatedBytes).ShouldBe(128 + TaskBytes);
    }

    [Fact]
    public void The_task_of_a_call_that_fails_at_once_is_in_the_call()
    {
        var (method, caller) = Of(nameof(Fails), nameof(CallsFails), () => CallsFails(100));
        var (_, other) = Of(nameof(Makes), nameof(CallsMakes), () => CallsMakes(100));

        // Their state machines are of one size, and an object each in a debug build: nothing else is the callers' own.
        caller.SelfAllocatedBytes.ShouldBe(other.SelfAllocatedBytes);
        (caller.AllocatedBytes - caller.SelfAllocatedBytes).ShouldBe(method.AllocatedBytes);
        method.MaxAllocatedBytes.ShouldBe(method.AllocatedBytes);
    }

    [Fact]
    public async Task The_limit_of_an_async_method_counts_its_task()
    {
        (await Limited(920)).Length.ShouldBe(920);

        var task = Limited(960);

        task.IsFaulted.ShouldBeTrue();
        (await Should.ThrowAsync<AllocationLimitExceededException>(() => task)).AllocatedBytes.ShouldBe(984 + TaskBytes);
    }

    [Fact]
    public async Task The_limits_of_a_generic_async_method_and_of_one_with_a_value_task_count_what_the_call_allocates()
    {
        (await LimitedOf<byte>(920)).Length.ShouldBe(920);
        (await Should.ThrowAsync<AllocationLimitExceededException>(() => LimitedOf<byte>(960))).AllocatedBytes.ShouldBe(984 + TaskBytes);

        (await LimitedValue(1_000)).ShouldBe(1_000);
        (await Should.ThrowAsync<AllocationLimitExceededException>(async () => await LimitedValue(1_008))).AllocatedBytes.ShouldBe(1_032);
    }

    [Fact]
    public async Task What_a_limit_says_is_what_the_report_says()
    {
        await Should.ThrowAsync<AllocationLimitExceededException>(() => Limited(960));
        MemoryReport.Reset();

        var thrown = await Should.ThrowAsync<AllocationLimitExceededException>(() => Limited(960));

        var method = Method(nameof(Limited));
        method.AllocatedBytes.ShouldBe(thrown.AllocatedBytes);
        method.MaxAllocatedBytes.ShouldBe(thrown.AllocatedBytes);
    }

    [Profile]
    static async Task<byte[]> Makes(int length)
    {
        var made = new byte[length];
        await Task.CompletedTask;
        return made;
    }

    [Profile]
    static bool CallsMakes(int length) => Makes(length).IsCompleted;

    [Profile]
    static async Task<byte[]> Fails(int length)
    {
        var made = new byte[length];
        await Task.CompletedTask;
        throw new TimeoutException(made.Length == length ? null : "");
    }

    [Profile]
    static bool CallsFails(int length) => Fails(length).IsFaulted;

    [MaxAllocation("1 KB")]
    static async Task<byte[]> Limited(int length)
    {
        await Task.CompletedTask;
        return new byte[length];
    }

    [MaxAllocation("1 KB")]
    static async Task<T[]> LimitedOf<T>(int length)
    {
        await Task.CompletedTask;
        return new T[length];
    }

    [MaxAllocation("1 KB")]
    static async ValueTask<int> LimitedValue(int length)
    {
        await Task.CompletedTask;
        return new byte[length].Length;
    }

    static (MethodProfile Method, MethodProfile Caller) Of(string method, string caller, Action action)
    {
        // What the runtime allocates for a first time is not the call's.
        action();
        action();
        MemoryReport.Reset();
        action();
        return (Method(method), Method(caller));
    }

    static MethodProfile Method(string name) =>
        MemoryReport.Capture().Methods.Single(method => method.Name.StartsWith($"{nameof(AsyncTaskTests)}.{name}", StringComparison.Ordinal));

    static LineProfile Line(MethodProfile method, string text) => method.Lines.Single(line => line.Text.Contains(text, StringComparison.Ordinal));
}
