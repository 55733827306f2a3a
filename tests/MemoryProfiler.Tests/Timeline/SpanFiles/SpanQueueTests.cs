using System.Diagnostics;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Timeline.SpanFiles;
using MemoryProfiler.Timeline.Spans;

namespace MemoryProfiler.Tests.Timeline.SpanFiles;

public sealed class SpanQueueTests
{
    static readonly long _microsecond = Stopwatch.Frequency / 1_000_000;

    [Fact]
    public void What_comes_slowly_is_passed_on_however_short()
    {
        var queue = new SpanQueue();
        for (var i = 0; i < 100; i++)
            queue.Take(Span(1));

        queue.Drain(100).Length.ShouldBe(100);
        queue.Drain(100).Length.ShouldBe(0);
        queue.LeftOut.ShouldBe(0);
    }

    [Fact]
    public void When_too_many_come_the_short_ones_are_left_out_from_then_on_and_counted()
    {
        var queue = new SpanQueue();
        for (var i = 0; i < 5_000; i++)
            queue.Take(Span(1));
        queue.Drain(100).Length.ShouldBe(4_096);
        queue.LeftOut.ShouldBe(904);

        queue.Take(Span(9 * _microsecond));
        queue.Take(Span(11 * _microsecond));

        queue.Drain(100).Length.ShouldBe(1);
        queue.LeftOut.ShouldBe(905);
        queue.LongestLeftOut.ShouldBe(9 * _microsecond);
    }

    [Fact]
    public void When_few_come_again_short_ones_are_passed_on_again()
    {
        var queue = new SpanQueue();
        for (var i = 0; i < 101; i++)
            queue.Take(Span(1));
        queue.Drain(100);
        queue.Drain(100);

        queue.Take(Span(1));

        queue.Drain(100).Length.ShouldBe(1);
    }

    static ClosedSpan Span(long ticks) => new(0, "s", new CallStart { Timestamp = 1_000 }, 1_000 + ticks, 0, null);
}
