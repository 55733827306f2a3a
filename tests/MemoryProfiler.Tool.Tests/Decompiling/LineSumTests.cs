using MemoryProfiler.Tool.Decompiling;

namespace MemoryProfiler.Tool.Tests.Decompiling;

/// <summary>Several IL offsets of one line.</summary>
public class LineSumTests
{
    [Fact]
    public void Bytes_add_up_and_the_line_was_visited_as_said()
    {
        var line = Of(3, overlap: 0, Offset(3, 300, first: 100, later: 100), Offset(3, 30, first: 10, later: 10));
        (line.Occurrences, line.AllocatedBytes, line.SelfAllocatedBytes, line.IsExact).ShouldBe((3, 330, 330, true));
        (line.FirstVisitBytes, line.LaterBytesPerVisit).ShouldBe((110, 110));
    }

    [Fact]
    public void Visits_are_not_told_where_offsets_were_visited_differently()
    {
        var line = Of(4, overlap: 0, Offset(1, 300, first: 300, later: null), Offset(4, 40, first: 10, later: 10));
        (line.FirstVisitBytes, line.LaterBytesPerVisit).ShouldBe((null, null));
    }

    [Fact]
    public void What_runs_within_itself_on_another_offset_is_an_estimate_with_its_bound()
    {
        var line = Of(2, overlap: 40, Offset(2, 100, first: null, later: null) with { SelfAllocatedBytes = 20 }, Offset(2, 50, first: null, later: null) with { SelfAllocatedBytes = 30 });
        (line.AllocatedBytes, line.SelfAllocatedBytes, line.MaxExcessBytes, line.IsExact).ShouldBe((150, 50, 40, false));
    }

    [Fact]
    public void A_single_offset_keeps_its_figures_in_recursion()
    {
        var line = Of(2, overlap: 40, Offset(2, 100, first: null, later: null), Offset(2, 0, first: 0, later: 0));
        (line.AllocatedBytes, line.MaxExcessBytes, line.IsExact).ShouldBe((100, 0, true));
    }

    [Fact]
    public void Types_add_up()
    {
        var line = Of(1, overlap: 0,
            Offset(1, 100, 100, null) with { Types = [Type("String", 60, 40, 80, 3), Type("Byte[]", 40, 20, 60, 2)] },
            Offset(1, 50, 50, null) with { Types = [Type("Byte[]", 50, 30, 70, 4)] });
        line.Types.ShouldBe([Type("Byte[]", 90, 50, 130, 6), Type("String", 60, 40, 80, 3)]);
    }

    static LineProfile Of(long visits, long overlap, params List<LineProfile> offsets) => LineSum.Of(7, "text", visits, offsets, overlap, mostBytes: 1_000);

    static AllocatedType Type(string name, long bytes, long min, long max, long samples) => new() { Name = name, Bytes = bytes, MinBytes = min, MaxBytes = max, Samples = samples };

    static LineProfile Offset(long visits, long bytes, long? first, double? later) => new()
    {
        LineNumber = 0,
        Text = "",
        Occurrences = visits,
        AllocatedBytes = bytes,
        SelfAllocatedBytes = bytes,
        WorkingSetBytes = null,
        WorkingSetIncrementBytes = null,
        FirstVisitBytes = first,
        LaterBytesPerVisit = later,
        IsExact = true,
    };
}
