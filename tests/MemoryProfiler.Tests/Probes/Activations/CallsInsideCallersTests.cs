using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Probes.Activations;

/// <summary>Calls that go on on the stack of one that called them, and calls that block until others have ended.</summary>
public sealed class CallsInsideCallersTests
{
    static object? _kept;

    [Fact]
    public async Task A_call_that_goes_on_inside_its_callers_line_is_in_the_callers_call_once()
    {
        var (report, caller) = await Of(Opens, nameof(Opens));

        Line(Method(report, nameof(Waits)), "new byte[10_000]").AllocatedBytes.ShouldBe(10_024);
        caller.MaxAllocatedBytes.ShouldBe(caller.AllocatedBytes);
    }

    [Fact]
    public async Task A_call_that_goes_on_inside_its_callers_line_is_in_the_callers_call_once_where_methods_lie_between()
    {
        var (report, caller) = await Of(OpensFarAway, nameof(OpensFarAway));

        caller.MaxAllocatedBytes.ShouldBe(caller.AllocatedBytes);
        var between = Method(report, nameof(Between));
        between.MaxAllocatedBytes.ShouldBe(between.AllocatedBytes);
    }

    [Fact]
    public async Task A_call_that_goes_on_inside_its_callers_line_is_in_the_callers_call_once_where_that_is_not_async()
    {
        var (_, caller) = await Of(() => Task.FromResult(OpensAtOnce()), nameof(OpensAtOnce));

        caller.MaxAllocatedBytes.ShouldBe(caller.AllocatedBytes);
    }

    [Fact]
    public async Task A_limit_counts_once_what_went_on_inside_the_callers_line()
    {
        await Limited();
        LimitedAtOnce();
        var thrown = await Should.ThrowAsync<AllocationLimitExceededException>(ExceedsTheLimit);
        thrown.AllocatedBytes.ShouldBe(Method(MemoryReport.Capture(), nameof(ExceedsTheLimit)).AllocatedBytes);
    }

    [Fact]
    public async Task A_method_that_blocks_has_in_its_call_and_its_limit_what_its_rows_have()
    {
        // A runner may start a test inside the handler that failed a task of the one before, where a limit replaces nothing.
        await Task.Yield();
        using var workers = new Workers(threads: 2, capacity: 1_000);

        var (report, caller) = await Of(() => Task.FromResult(Blocks(workers)), nameof(Blocks));

        var hops = Method(report, nameof(Hops));
        (caller.AllocatedBytes - caller.SelfAllocatedBytes).ShouldBe(hops.AllocatedBytes);
        caller.MaxAllocatedBytes.ShouldBe(caller.AllocatedBytes);
        MemoryReport.Reset();
        Should.Throw<AllocationLimitExceededException>(() => BlocksLimited(workers)).AllocatedBytes
            .ShouldBe(Method(MemoryReport.Capture(), nameof(BlocksLimited)).AllocatedBytes);
    }

    static async Task<(ProfileReport Report, MethodProfile Method)> Of(Func<Task> call, string method)
    {
        await call();
        await call();
        MemoryReport.Reset();
        await call();
        var report = MemoryReport.Capture();
        // A segment that handed over to another thread may not have left its method yet.
        SpinWait.SpinUntil(() => PossibleFigures.Violations(report = MemoryReport.Capture()).Count == 0, TimeSpan.FromSeconds(30));
        PossibleFigures.Violations(report).ShouldBeEmpty();
        return (report, Method(report, method));
    }

    [Profile]
    static async Task Opens()
    {
        var gate = new TaskCompletionSource();
        var waits = Waits(gate.Task);
        gate.SetResult();
        await waits;
    }

    [Profile]
    static async Task OpensFarAway()
    {
        var gate = new TaskCompletionSource();
        var waits = Between(gate.Task);
        OpensGate(gate);
        await waits;
    }

    [Profile]
    static int OpensAtOnce()
    {
        var gate = new TaskCompletionSource();
        _ = Between(gate.Task);
        OpensGate(gate);
        return 0;
    }

    [MaxAllocation("16 KB")]
    static async Task Limited()
    {
        var gate = new TaskCompletionSource();
        var waits = Waits(gate.Task);
        gate.SetResult();
        await waits;
    }

    [MaxAllocation("16 KB")]
    static void LimitedAtOnce()
    {
        var gate = new TaskCompletionSource();
        _ = Waits(gate.Task);
        gate.SetResult();
    }

    [MaxAllocation("10 KB")]
    static async Task ExceedsTheLimit()
    {
        var gate = new TaskCompletionSource();
        var waits = Waits(gate.Task);
        gate.SetResult();
        await waits;
        _kept = new byte[1000];
    }

    [Profile]
    static void OpensGate(TaskCompletionSource gate) => gate.SetResult();

    [Profile]
    static async Task Between(Task gate)
    {
        await Waits(gate);
        _kept = new byte[1000];
    }

    [Profile]
    static async Task Waits(Task gate)
    {
        await gate;
        _kept = new byte[10_000];
    }

    [Profile]
    static int Blocks(Workers workers)
    {
        Hops(workers).GetAwaiter().GetResult();
        return 0;
    }

    [MaxAllocation("1 KB")]
    static void BlocksLimited(Workers workers)
    {
        Hops(workers).GetAwaiter().GetResult();
    }

    [Profile]
    static async Task Hops(Workers workers)
    {
        await workers.Next;
        _kept = new byte[10_000];
        await workers.Next;
        _kept = new byte[10_000];
    }

    static MethodProfile Method(ProfileReport report, string name) =>
        report.Methods.Single(method => method.Name.StartsWith($"{nameof(CallsInsideCallersTests)}.{name}(", StringComparison.Ordinal));

    static LineProfile Line(MethodProfile method, string text) => method.Lines.Single(line => line.Text.Contains(text, StringComparison.Ordinal));
}
