using MemoryProfiler.Timeline.Spans;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Tests.Timeline.Spans;

public sealed class SpanTests
{
    [Fact]
    public void Calls_of_profiled_methods_are_spans_with_their_exact_bytes()
    {
        var recording = MemoryMonitor.Measure(() => Traced.Outer(2));

        recording.Spans.Select(span => (span.Name, span.Depth, span.AllocatedBytes)).ShouldBe(
            [("Traced.Outer", 0, 200_096L), ("Traced.Inner<T>", 1, 100_024L), ("Traced.Inner<T>", 1, 100_024L)]);
        var (outer, first, second) = (recording.Spans[0], recording.Spans[1], recording.Spans[2]);
        outer.Start.ShouldBeLessThanOrEqualTo(first.Start);
        first.End.ShouldBeLessThanOrEqualTo(second.Start);
        second.End.ShouldBeLessThanOrEqualTo(outer.End);
        outer.End.ShouldBeLessThanOrEqualTo(recording.Duration);
        recording.Spans.ShouldAllBe(span => span.ProcessId == Environment.ProcessId && span.ThreadId == Environment.CurrentManagedThreadId);
        recording.Spans.ShouldAllBe(span => span.StartBytes > 1 << 20 && span.EndBytes > 1 << 20);
        recording.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_async_call_is_one_span_from_its_beginning_to_its_end_wherever_it_runs()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = 0;

        var recording = await MemoryMonitor.MeasureAsync(async () =>
        {
            thread = Environment.CurrentManagedThreadId;
            var call = Traced.LoadAsync(goOn.Task);
            goOn.SetResult();
            await call;
        });

        var span = recording.Spans.ShouldHaveSingleItem();
        span.Name.ShouldBe("Traced.LoadAsync");
        span.ThreadId.ShouldBe(thread);
        span.AllocatedBytes.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(3_048);
        span.End.ShouldBeGreaterThan(span.Start);
    }

    [Fact]
    public void Named_spans_and_scopes_stand_among_the_calls()
    {
        var recording = MemoryMonitor.Measure(() =>
        {
            using (MemoryMonitor.Span("load the model"))
            using (MemoryScope.Enter("timeline scope"))
                Traced.Outer(1);
            using (MemoryMonitor.Span(""))
                Traced.Kept = null;
        });

        recording.Spans.Select(span => (span.Name, span.Depth, span.AllocatedBytes)).ShouldBe(
            [("load the model", 0, null), ("timeline scope", 1, 100_048), ("Traced.Outer", 2, 100_048), ("Traced.Inner<T>", 3, 100_024), ("(unnamed)", 0, null)]);
    }

    [Fact]
    public void A_method_that_calls_itself_is_a_span_for_each_call() =>
        MemoryMonitor.Measure(() => Traced.Down(3)).Recording.Spans.Select(span => (span.Name, span.Depth)).ShouldBe(
            [("Traced.Down", 0), ("Traced.Down", 1), ("Traced.Down", 2), ("Traced.Down", 3)]);

    [Fact]
    public void A_call_that_an_exception_leaves_is_a_span()
    {
        var recording = MemoryMonitor.Measure(() => Should.Throw<InvalidOperationException>(Traced.Fail));

        recording.Recording.Spans.ShouldHaveSingleItem().Name.ShouldBe("Traced.Fail");
    }

    [Fact]
    public void A_call_that_is_running_when_the_recording_begins_is_no_span() =>
        Traced.Around().Spans.ShouldHaveSingleItem().Name.ShouldBe("Traced.Inner<T>");

    [Fact]
    public void An_iterator_that_yields_has_no_span() =>
        MemoryMonitor.Measure(() => Traced.Two().Sum()).Recording.Spans.ShouldBeEmpty();

    [Fact]
    public void The_longest_of_a_hundred_thousand_calls_are_kept_and_the_others_counted()
    {
        var recording = MemoryMonitor.Measure(() => Traced.Long(100_000), new MemoryMonitorOptions { MaxSpans = 100 });

        recording.Spans.Count.ShouldBeLessThanOrEqualTo(100);
        recording.Spans[0].Name.ShouldBe("Traced.Long");
        recording.Notes.ShouldBe([FormattableString.Invariant($"{100_001 - recording.Spans.Count:N0} calls and spans are left out: the shortest.")]);
    }

    [Fact]
    public void Two_recordings_at_once_have_the_same_spans()
    {
        MemoryRecording? inner = null;
        var outer = MemoryMonitor.Measure(() =>
        {
            inner = MemoryMonitor.Measure(() => Traced.Outer(1));
            Traced.Inner(1);
        });

        inner!.Spans.Select(span => span.Name).ShouldBe(["Traced.Outer", "Traced.Inner<T>"]);
        outer.Spans.Select(span => span.Name).ShouldBe(["Traced.Outer", "Traced.Inner<T>", "Traced.Inner<T>"]);
    }

    [Fact]
    public void When_no_recording_runs_calls_are_not_watched()
    {
        MemoryMonitor.Measure(() => CallWatch.Calls.ShouldBe(WatchedCalls.All));

        CallWatch.Calls.ShouldBe(WatchedCalls.None);
        SpanFeed.IsWanted.ShouldBeFalse();
        using var span = MemoryMonitor.Span("nobody sees it");
    }

    [Fact]
    public void Recording_changes_no_figure_of_the_report()
    {
        Traced.Outer(1);
        MemoryReport.Reset();
        Traced.Outer(2);
        var before = Bytes();
        MemoryReport.Reset();

        MemoryMonitor.Measure(() => Traced.Outer(2));

        Bytes().ShouldBe(before);
        before.ShouldBe([(2, 200_048), (1, 200_096)]);

        static (long Calls, long Bytes)[] Bytes() =>
            [.. MemoryReport.Capture().Methods.Where(method => method.Name.StartsWith("Traced.", StringComparison.Ordinal)).OrderBy(method => method.Name, StringComparer.Ordinal).Select(method => (method.Calls, method.AllocatedBytes))];
    }

    [Fact]
    public void Spans_of_one_thread_are_as_deep_as_others_were_running_when_they_began()
    {
        SpanDepths.InOrder([Span(1, 5, 1), Span(0, 10, 1), Span(1, 2, 2), Span(5, 6, 1), Span(3, 12, 1), Span(11, 13, 1)])
            .Select(span => (span.Start.Seconds, span.End.Seconds, span.Depth))
            .ShouldBe([(0, 10, 0), (1, 5, 1), (1, 2, 0), (3, 12, 2), (5, 6, 2), (11, 13, 1)]);

        static RecordedSpan Span(int start, int end, int thread) =>
            new() { Name = "", Start = TimeSpan.FromSeconds(start), End = TimeSpan.FromSeconds(end), ThreadId = thread };
    }
}
