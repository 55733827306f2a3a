using MemoryProfiler.Tool.Plotting;
using static MemoryProfiler.Tool.Tests.Support.SampleRecordings;

namespace MemoryProfiler.Tool.Tests.Plotting;

public sealed class SpanTests
{
    [Fact]
    public void A_span_is_below_its_caller() =>
        Lanes(Span("A", 0, 10, 0), Span("B", 1, 4, 1), Span("C", 4, 9, 1), Span("D", 5, 6, 2)).ShouldBe(["A0", "B1", "C1", "D2"]);

    [Fact]
    public void Spans_that_run_at_once_are_in_rows_of_their_own() =>
        Lanes(Span("A", 0, 10, 0), Span("B", 1, 4, 0), Span("C", 2, 9, 0), Span("D", 4, 6, 0)).ShouldBe(["A0", "B1", "C2", "D1"]);

    [Fact]
    public void Spans_are_drawn_in_the_order_of_their_starts() =>
        Lanes(Span("load", 1, 2, 1), Span("main", 0, 3, 0)).ShouldBe(["main0", "load1"]);

    [Fact]
    public void What_needs_too_many_rows_is_in_the_last_one() =>
        SpanLanes.Of([.. Enumerable.Range(0, 40).Select(i => Span("A", 0, 1, i))]).Max(span => span.Lane).ShouldBe(SpanLanes.Most - 1);

    [Fact]
    public void Names_have_as_many_last_parts_as_tell_them_apart() =>
        SpanNames.Of([Span("Shop.Web.Order.Run", 0, 3, 0), Span("Shop.Bank.Order.Run", 0, 2, 0), Span("Shop.Main", 0, 5, 0), Span("Run", 0, 1, 0)])
            .ShouldBe([("Shop.Main", "Main"), ("Shop.Web.Order.Run", "Web.Order.Run"), ("Shop.Bank.Order.Run", "Bank.Order.Run"), ("Run", "Run")]);

    [Fact]
    public void Short_spans_beside_each_other_become_one_box()
    {
        RecordedSpan[] spans = [Span("A", 0, 0.1, 0), Span("A", 0.15, 0.2, 0), Span("B", 5, 5.1, 0), Span("C", 5.1, 5.2, 0), Span("D", 8, 10, 0)];

        SpanBoxes.Of(spans.Select(span => (span, 0)), 0, 10, shortest: 0.5).OrderBy(box => box.From).ShouldBe(
        [
            new SpanBox(0, 0, 0.2, null, "A"),
            new SpanBox(0, 5, 5.2, null, null),
            new SpanBox(0, 8, 10, spans[4], "D"),
        ]);
    }

    [Fact]
    public void A_box_ends_where_the_picture_does() =>
        SpanBoxes.Of([(Span("A", -5, 20, 0), 0), (Span("B", 11, 12, 0), 1)], 0, 10, 0.1).ShouldHaveSingleItem().ShouldBe(new SpanBox(0, 0, 10, Span("A", -5, 20, 0), "A"));

    static IEnumerable<string> Lanes(params RecordedSpan[] spans) => SpanLanes.Of(spans).Select(span => $"{span.Span.Name}{span.Lane}");
}
