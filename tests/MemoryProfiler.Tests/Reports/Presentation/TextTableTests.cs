using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Tests.Reports.Presentation;

public sealed class TextTableTests
{
    static readonly TextTable _table = new(new("Calls", 7, 0), new("Bytes", 6, 2), new("Method", Gap: 3));

    [Fact]
    public void Names_of_a_table_stand_above_their_columns_and_a_rule_below_them()
    {
        _table.Header.ShouldBe("  Calls   Bytes   Method");
        _table.Rule.ShouldBe("========================");
    }

    [Fact]
    public void Figures_are_filled_up_and_text_is_left_as_it_is() =>
        _table.Row("1", "22 B", "Cart.Add()").ShouldBe("      1    22 B   Cart.Add()");

    [Fact]
    public void A_figure_that_is_too_wide_is_not_cut() =>
        _table.Row("1,234,567", "22 B", "x").ShouldBe("1,234,567    22 B   x");

    [Fact]
    public void An_empty_cell_at_the_end_of_a_row_leaves_no_spaces() =>
        _table.Row("1", "", "").ShouldBe("      1");
}
