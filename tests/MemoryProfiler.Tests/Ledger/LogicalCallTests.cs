using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Ledger;

public sealed class LogicalCallTests
{
    const int Calls = 1_000;

    [Fact]
    public async Task A_thousand_interleaved_calls_are_exact_and_so_are_the_lines_that_called_them()
    {
        using var workers = new Workers(threads: 4, capacity: 10 * Calls);
        // Enough for each of the threads to have had its first continuation, for which the runtime allocates once.
        await Top(workers, Calls);
        MemoryReport.Reset();

        await Top(workers, Calls);

        var report = Ended(nameof(Top));
        var leaf = Method(report, nameof(Leaf));
        var middle = Method(report, nameof(Middle));
        var top = Method(report, nameof(Top));
        leaf.Calls.ShouldBe(Calls);
        middle.Calls.ShouldBe(Calls);
        top.Calls.ShouldBe(1);

        foreach (var factor in new[] { 1, 2, 3 })
            Line(leaf, $"new byte[{factor} * size]").AllocatedBytes.ShouldBe(Enumerable.Range(0, Calls).Sum(i => Array(factor * 8L * i)));

        // What a call allocates beside its arrays is the same for all: then these three can hold only if each call is exact.
        var fixedBytes = leaf.MinAllocatedBytes - Arrays(0);
        leaf.MaxAllocatedBytes.ShouldBe(fixedBytes + Arrays(8 * (Calls - 1)));
        leaf.AllocatedBytes.ShouldBe(Enumerable.Range(0, Calls).Sum(i => fixedBytes + Arrays(8 * i)));
        leaf.SelfAllocatedBytes.ShouldBe(leaf.AllocatedBytes);

        var awaitsLeaf = Line(middle, "await Leaf");
        (awaitsLeaf.AllocatedBytes - awaitsLeaf.SelfAllocatedBytes).ShouldBe(leaf.AllocatedBytes);
        middle.AllocatedBytes.ShouldBe(leaf.AllocatedBytes + middle.SelfAllocatedBytes);
        (middle.MaxAllocatedBytes - middle.MinAllocatedBytes).ShouldBe(leaf.MaxAllocatedBytes - leaf.MinAllocatedBytes);

        var callsMiddle = Line(top, "= Middle(");
        (callsMiddle.AllocatedBytes - callsMiddle.SelfAllocatedBytes).ShouldBe(middle.AllocatedBytes);
        top.AllocatedBytes.ShouldBe(middle.AllocatedBytes + top.SelfAllocatedBytes);
        top.MaxAllocatedBytes.ShouldBe(top.AllocatedBytes);
    }

    [Fact]
    public async Task Async_recursion_counts_a_byte_once_per_line_and_method()
    {
        using var workers = new Workers(threads: 2, capacity: 1_000);
        await Recursive(workers, 3);
        MemoryReport.Reset();
        await Recursive(workers, 9);
        var method = Method(Ended(nameof(Recursive)), nameof(Recursive));
        method.Calls.ShouldBe(10);
        method.AllocatedBytes.ShouldBe(method.SelfAllocatedBytes);
        method.MaxAllocatedBytes.ShouldBe(method.AllocatedBytes);
        Line(method, "new byte[1000]").AllocatedBytes.ShouldBe(10 * 1_024);
        var deeper = Line(method, "await Recursive");
        deeper.Occurrences.ShouldBe(9);
        // All but the outermost call's array and its own first await.
        deeper.AllocatedBytes.ShouldBe(method.AllocatedBytes - 1_024 - (method.MinAllocatedBytes - 1_024));
    }

    [Fact]
    public async Task A_continuation_that_runs_below_another_methods_line_is_charged_to_both_callers_once()
    {
        MemoryReport.Reset();
        var gate = new TaskCompletionSource();
        var waiting = Caller(gate.Task);
        Opens(gate);
        await waiting;
        var report = MemoryReport.Capture();
        var inner = Method(report, nameof(AllocatesAfter));
        Line(inner, "new byte[1000]").AllocatedBytes.ShouldBe(1_024);
        var caller = Method(report, nameof(Caller));
        var line = Line(caller, "await AllocatesAfter");
        (line.AllocatedBytes - line.SelfAllocatedBytes).ShouldBe(inner.AllocatedBytes);
        var opens = Line(Method(report, nameof(Opens)), "SetResult");
        opens.SelfAllocatedBytes.ShouldBeLessThan(1_024);
        opens.AllocatedBytes.ShouldBeGreaterThanOrEqualTo(1_024);
    }

    [Fact]
    public async Task A_continuation_that_runs_inline_counts_once_in_its_own_call()
    {
        await Inline();
        MemoryReport.Reset();
        await Inline();
        var method = Method(MemoryReport.Capture(), nameof(Inline));
        Line(method, "new byte[1000]").AllocatedBytes.ShouldBe(1_024);
        Line(method, "new byte[2000]").AllocatedBytes.ShouldBe(2_024);
        method.AllocatedBytes.ShouldBe(method.SelfAllocatedBytes);
        method.MaxAllocatedBytes.ShouldBe(method.AllocatedBytes);
    }

    [Fact]
    public async Task A_report_inside_a_resumed_call_has_its_callers_up_to_now()
    {
        using var workers = new Workers(threads: 1, capacity: 1_000);
        MemoryReport.Reset();
        ProfileReport? report = null;
        await Outer(workers, () => report = MemoryReport.Capture());
        var outer = Line(Method(report.ShouldNotBeNull(), nameof(Outer)), "await Reporting");
        var inner = Method(report, nameof(Reporting));
        Line(inner, "new byte[5000]").AllocatedBytes.ShouldBe(5_024);
        (outer.AllocatedBytes - outer.SelfAllocatedBytes).ShouldBe(inner.AllocatedBytes);
    }

    /// <summary>
    /// A report in which a call has ended: it is complete when it returns, but a segment that handed over to another thread
    /// may not have left its method yet.
    /// </summary>
    static ProfileReport Ended(string name)
    {
        var report = MemoryReport.Capture();
        SpinWait.SpinUntil(
            () =>
            {
                report = MemoryReport.Capture();
                var method = Method(report, name);
                return method.MaxAllocatedBytes == method.AllocatedBytes;
            },
            TimeSpan.FromSeconds(30));
        return report;
    }

    static long Array(long length) => (24 + length + 7) / 8 * 8;

    static long Arrays(long size) => Array(size) + Array(2 * size) + Array(3 * size);

    [Profile]
    static async Task Top(Workers workers, int calls)
    {
        var tasks = new Task<int>[calls];
        for (var i = 0; i < calls; i++)
            tasks[i] = Middle(workers, 8 * i);
        await Task.WhenAll(tasks);
    }

    [Profile]
    static async Task<int> Middle(Workers workers, int size)
    {
        var sum = await Leaf(workers, size);
        return sum;
    }

    [Profile]
    static async Task<int> Leaf(Workers workers, int size)
    {
        var a = new byte[1 * size];
        await workers.Next;
        var b = new byte[2 * size];
        await workers.Next;
        var c = new byte[3 * size];
        await workers.Next;
        return a.Length + b.Length + c.Length;
    }

    [Profile]
    static async Task Recursive(Workers workers, int depth)
    {
        await workers.Next;
        GC.KeepAlive(new byte[1000]);
        if (depth > 0)
            await Recursive(workers, depth - 1);
    }

    [Profile]
    static async Task Inline()
    {
        await default(AtOnce);
        GC.KeepAlive(new byte[1000]);
        await default(AtOnce);
        GC.KeepAlive(new byte[2000]);
    }

    [Profile]
    static async Task Caller(Task gate)
    {
        await AllocatesAfter(gate);
    }

    [Profile]
    static async Task AllocatesAfter(Task gate)
    {
        await gate;
        GC.KeepAlive(new byte[1000]);
    }

    [Profile]
    static void Opens(TaskCompletionSource gate)
    {
        gate.SetResult();
    }

    [Profile]
    static async Task Outer(Workers workers, Action report)
    {
        await Reporting(workers, report);
    }

    [Profile]
    static async Task Reporting(Workers workers, Action report)
    {
        await workers.Next;
        GC.KeepAlive(new byte[5000]);
        report();
    }

    static MethodProfile Method(ProfileReport report, string name) =>
        report.Methods.Single(m => m.Name.StartsWith($"{nameof(LogicalCallTests)}.{name}(", StringComparison.Ordinal));

    static LineProfile Line(MethodProfile method, string text) =>
        method.Lines.First(line => line.Text.Contains(text, StringComparison.Ordinal));
}
