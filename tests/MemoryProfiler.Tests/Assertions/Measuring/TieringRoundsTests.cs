using MemoryProfiler.Assertions.Measuring;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Assertions.Measuring;

/// <summary>How long an assertion that fails waits for the compiler, by a clock that only calls and waits move.</summary>
public sealed class TieringRoundsTests
{
    static readonly AllocationRange _nothing = new(new AssertionName("AllocatesAtMost", "AllocatesAtMostAsync"), 0, 0);

    readonly VirtualClock _clock = new();
    int _calls;

    [Theory]
    [InlineData(0, 730, 547)]
    [InlineData(1, 750, 300)]
    [InlineData(20, 750, 31)]
    [InlineData(50, 730, 12)]
    [InlineData(200, 600, 3)]
    [InlineData(300, 900, 3)]
    public void A_failure_takes_less_than_a_second_however_long_the_compiler_goes_on(int callTime, int time, int calls)
    {
        var compiled = 0;

        MeasureAndExplain(callTime, () => ++compiled);

        ((int)_clock.Now.TotalMilliseconds, _calls).ShouldBe((time, calls));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(50)]
    public async Task An_async_failure_takes_less_than_a_second_however_long_the_compiler_goes_on(int callTime)
    {
        var compiled = 0;

        await MeasureAndExplainAsync(callTime, () => ++compiled);

        // How many of its calls meet a thread for the first time is the pool's affair.
        _clock.Now.ShouldBeInRange(TimeSpan.FromMilliseconds(650), TimeSpan.FromMilliseconds(1_000));
    }

    [Fact]
    public void The_rounds_of_an_assertion_are_over_when_the_compiler_has_had_nothing_to_do_for_a_while()
    {
        var looks = 0;

        MeasureAndExplain(0, () => looks++ < 3 ? 0 : 1);

        ((int)_clock.Now.TotalMilliseconds, _calls).ShouldBe((610, 445));
    }

    [Fact]
    public void The_rounds_of_an_assertion_are_over_when_a_call_allocates_what_it_may()
    {
        using var scope = AssertionScope.Begin();
        var meter = new SyncMeter(() => GC.KeepAlive(++_calls > 40 ? null : new byte[100]), window: null, scope, check: null, _clock);

        var measured = meter.MeasureOptimised(meter.Measure(), _nothing, () => 0);

        measured.Bytes.ShouldBe(0);
        measured.Notes.ShouldBe(["A call allocated 128 B in code compiled quickly (tier 0) and 0 B once it was optimised (tier 1); the latter counts."]);
        ((int)_clock.Now.TotalMilliseconds, _calls).ShouldBe((170, 70));
    }

    void MeasureAndExplain(int callTime, Func<long> compiledElsewhere)
    {
        using var scope = AssertionScope.Begin();
        var meter = new SyncMeter(() => Call(callTime), window: null, scope, check: null, _clock);
        meter.MeasureOptimised(meter.Measure(), _nothing, compiledElsewhere);
        meter.Call();
    }

    async Task MeasureAndExplainAsync(int callTime, Func<long> compiledElsewhere)
    {
        var meter = new AsyncMeter(
            () =>
            {
                Call(callTime);
                return Task.CompletedTask;
            },
            window: null, check: null, _clock);
        await meter.MeasureOptimised(await meter.Measure(), _nothing, compiledElsewhere);
        await meter.Call();
    }

    void Call(int time)
    {
        _calls++;
        _clock.Pass(TimeSpan.FromMilliseconds(time));
        GC.KeepAlive(new byte[100]);
    }
}
