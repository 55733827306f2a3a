using MemoryProfiler.Collecting;

namespace MemoryProfiler.Tests.Collecting;

public sealed class MethodSumTests
{
    [Fact]
    public void Calls_bytes_and_lines_add_up_and_extremes_widen()
    {
        var earlier = Method(calls: 2, bytes: 300, min: 100, max: 200, first: 100, later: 200);
        var later = Method(calls: 3, bytes: 150, min: 40, max: 60, first: 40, later: 55);

        var sum = MethodSum.Of(earlier, later);

        (sum.Calls, sum.AllocatedBytes, sum.SelfAllocatedBytes, sum.MinAllocatedBytes, sum.MaxAllocatedBytes, sum.OutsideCallsBytes).ShouldBe((5, 450, 450, 40, 200, 2));
        var line = sum.Lines.ShouldHaveSingleItem();
        (line.Occurrences, line.AllocatedBytes, line.SelfAllocatedBytes, line.MaxExcessBytes).ShouldBe((5, 450, 450, 14));
        (line.FirstVisitBytes, line.LaterBytesPerVisit).ShouldBe((100, 55));
        (line.WorkingSetBytes, line.WorkingSetIncrementBytes, sum.WorkingSetIncrementBytes).ShouldBe((20, 10, 8));
    }

    [Fact]
    public void The_only_visit_of_a_later_load_is_a_later_visit_of_the_line()
    {
        var sum = MethodSum.Of(Method(1, 100, 100, 100, first: 100, later: null), Method(1, 30, 30, 30, first: 30, later: null));

        (sum.Lines[0].FirstVisitBytes, sum.Lines[0].LaterBytesPerVisit).ShouldBe((100, 30));
    }

    [Fact]
    public void Visits_that_one_load_could_not_tell_apart_are_not_told_of_both()
    {
        var sum = MethodSum.Of(Method(2, 100, 50, 50, first: null, later: null), Method(2, 30, 15, 15, first: 20, later: 10));

        (sum.Lines[0].FirstVisitBytes, sum.Lines[0].LaterBytesPerVisit).ShouldBe((null, null));
    }

    [Theory]
    [InlineData("var a = 1;", 7, true)]
    [InlineData("var a = 2;", 7, false)]
    [InlineData("var a = 1;", 8, false)]
    public void A_method_is_the_same_one_if_every_line_is(string text, int number, bool isSame)
    {
        var other = Method(1, 1, 1, 1, 1, null);

        MethodSum.IsSame(Method(1, 1, 1, 1, 1, null), other with { Lines = [other.Lines[0] with { Text = text, LineNumber = number }] }).ShouldBe(isSame);
    }

    internal static MethodProfile Method(long calls, long bytes, long min, long max, long? first, double? later) => new()
    {
        Name = "Work.Go()",
        FullName = "PlugIn.Work.Go()",
        Assembly = "PlugIn",
        File = "Work.cs",
        FirstLine = 7,
        Calls = calls,
        AllocatedBytes = bytes,
        SelfAllocatedBytes = bytes,
        MinAllocatedBytes = min,
        MaxAllocatedBytes = max,
        OutsideCallsBytes = 1,
        WorkingSetIncrementBytes = 4,
        Lines =
        [
            new LineProfile
            {
                LineNumber = 7,
                Text = "var a = 1;",
                Occurrences = calls,
                AllocatedBytes = bytes,
                SelfAllocatedBytes = bytes,
                WorkingSetBytes = 20,
                WorkingSetIncrementBytes = 5,
                FirstVisitBytes = first,
                LaterBytesPerVisit = later,
                IsExact = true,
                MaxExcessBytes = 7,
            },
        ],
    };
}
