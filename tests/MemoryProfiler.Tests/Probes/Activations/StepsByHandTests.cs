using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Probes.Activations;

/// <summary>Async iterators whose steps are asked for on lines of their own.</summary>
public sealed class StepsByHandTests
{
    static object? _kept;

    [Fact]
    public async Task Each_line_has_the_bytes_of_the_step_of_an_async_iterator_it_asks_for()
    {
        var (consumer, steps) = await Of(ConsumesYields, nameof(ConsumesYields), nameof(Yields));

        CalleeBytes(consumer, "first = await").ShouldBe(1_024);
        CalleeBytes(consumer, "second = await").ShouldBe(10_024);
        steps.AllocatedBytes.ShouldBe(1_024 + 10_024);
        steps.MaxAllocatedBytes.ShouldBe(1_024 + 10_024);
        consumer.MaxAllocatedBytes.ShouldBe(consumer.AllocatedBytes);
    }

    [Fact]
    public async Task Each_line_has_the_bytes_of_its_step_of_an_async_iterator_that_waits_for_another_thread()
    {
        using var workers = new Workers(threads: 2, capacity: 1_000);

        var (consumer, steps) = await Of(() => ConsumesWaits(workers), nameof(ConsumesWaits), nameof(Waits));

        Line(steps, "new byte[1000]").AllocatedBytes.ShouldBe(1_024);
        Line(steps, "new byte[10_000]").AllocatedBytes.ShouldBe(10_024);
        CalleeBytes(consumer, "first = await").ShouldBe(steps.AllocatedBytes - 10_024 - Line(steps, "waits again").AllocatedBytes);
        CalleeBytes(consumer, "second = await").ShouldBe(10_024 + Line(steps, "waits again").AllocatedBytes);
        steps.MaxAllocatedBytes.ShouldBe(steps.AllocatedBytes);
        consumer.MaxAllocatedBytes.ShouldBe(consumer.AllocatedBytes);
    }

    [Fact]
    public async Task A_step_of_an_async_iterator_that_throws_is_on_the_line_that_asked_for_it()
    {
        var (consumer, steps) = await Of(ConsumesThrows, nameof(ConsumesThrows), nameof(Throws));

        CalleeBytes(consumer, "first = await").ShouldBe(1_024);
        Line(steps, "new byte[10_000]").AllocatedBytes.ShouldBe(10_024);
        CalleeBytes(consumer, "fails = await").ShouldBe(steps.AllocatedBytes - 1_024);
        steps.MaxAllocatedBytes.ShouldBe(steps.AllocatedBytes);
        consumer.MaxAllocatedBytes.ShouldBe(consumer.AllocatedBytes);
    }

    [Fact]
    public async Task A_step_of_an_async_iterator_that_another_method_asks_for_is_on_its_line()
    {
        await PassesOn();
        MemoryReport.Reset();

        await PassesOn();

        var report = MemoryReport.Capture();
        PossibleFigures.Violations(report).ShouldBeEmpty();
        CalleeBytes(Method(report, nameof(Begins)), "await steps").ShouldBe(1_024);
        CalleeBytes(Method(report, nameof(Ends)), "await steps").ShouldBe(10_024);
    }

    static async Task<(MethodProfile Consumer, MethodProfile Steps)> Of(Func<Task> consume, string consumer, string steps)
    {
        await consume();
        MemoryReport.Reset();
        await consume();
        var report = MemoryReport.Capture();
        // A segment that handed over to another thread may not have left its method yet.
        SpinWait.SpinUntil(() => PossibleFigures.Violations(report = MemoryReport.Capture()).Count == 0, TimeSpan.FromSeconds(30));
        PossibleFigures.Violations(report).ShouldBeEmpty();
        return (Method(report, consumer), Method(report, steps));
    }

    [Profile]
    static async IAsyncEnumerable<int> Yields()
    {
        await Task.CompletedTask;
        _kept = new byte[1000];
        yield return 1;
        _kept = new byte[10_000];
        yield return 2;
    }

    [Profile]
    static async IAsyncEnumerable<int> Waits(Workers workers)
    {
        await workers.Next; // waits
        _kept = new byte[1000];
        yield return 1;
        await workers.Next; // waits again
        _kept = new byte[10_000];
        yield return 2;
    }

    [Profile]
    static async IAsyncEnumerable<int> Throws()
    {
        await Task.CompletedTask;
        _kept = new byte[1000];
        yield return 1;
        _kept = new byte[10_000];
        throw new TimeoutException();
    }

    [Profile]
    static async Task ConsumesYields()
    {
        var steps = Yields().GetAsyncEnumerator();
        var first = await steps.MoveNextAsync();
        var second = await steps.MoveNextAsync();
        await steps.DisposeAsync();
        _kept = first && second ? steps : null;
    }

    [Profile]
    static async Task ConsumesWaits(Workers workers)
    {
        var steps = Waits(workers).GetAsyncEnumerator();
        var first = await steps.MoveNextAsync();
        var second = await steps.MoveNextAsync();
        await steps.DisposeAsync();
        _kept = first && second ? steps : null;
    }

    [Profile]
    static async Task ConsumesThrows()
    {
        var steps = Throws().GetAsyncEnumerator();
        var first = await steps.MoveNextAsync();
        try
        {
            var fails = await steps.MoveNextAsync();
            _kept = fails ? steps : null;
        }
        catch (TimeoutException)
        {
            _kept = first ? steps : null;
        }
    }

    static async Task PassesOn()
    {
        var steps = Yields().GetAsyncEnumerator();
        await Begins(steps);
        await Ends(steps);
    }

    [Profile]
    static async Task Begins(IAsyncEnumerator<int> steps)
    {
        await steps.MoveNextAsync();
    }

    [Profile]
    static async Task Ends(IAsyncEnumerator<int> steps)
    {
        await steps.MoveNextAsync();
    }

    static long CalleeBytes(MethodProfile method, string text) => Line(method, text).AllocatedBytes - Line(method, text).SelfAllocatedBytes;

    static MethodProfile Method(ProfileReport report, string name) =>
        report.Methods.Single(method => method.Name.StartsWith($"{nameof(StepsByHandTests)}.{name}(", StringComparison.Ordinal));

    static LineProfile Line(MethodProfile method, string text) => method.Lines.Single(line => line.Text.Contains(text, StringComparison.Ordinal));
}
