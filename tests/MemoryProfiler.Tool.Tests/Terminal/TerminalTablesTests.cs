using MemoryProfiler.Reports;
using MemoryProfiler.Reports.Comparing;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Reports.Presentation;
using MemoryProfiler.Tool.Terminal;

namespace MemoryProfiler.Tool.Tests.Terminal;

public sealed class TerminalTablesTests
{
    static readonly TextTable _table = new(new("Calls", 10, 0), new("Allocated", 12), new("Method", Gap: 3));

    [Fact]
    public void A_report_on_a_terminal_of_80_columns() => Report(80, isUnicode: true).ShouldBeApproved();

    [Fact]
    public void A_report_on_a_terminal_of_60_columns_without_Unicode() => Report(60, isUnicode: false).ShouldBeApproved();

    [Fact]
    public void A_report_on_a_terminal_in_colour()
    {
        using var writer = new StringWriter();
        WriteReport(Screen.Colored(writer, 120));
        writer.ToString().Replace("\e", "<ESC>", StringComparison.Ordinal).ShouldBeApproved();
    }

    [Fact]
    public void A_comparison_on_a_terminal_of_80_columns() => Comparison(writer => Screen.Plain(writer, 80, isUnicode: true)).ShouldBeApproved();

    [Fact]
    public void A_comparison_on_a_terminal_in_colour() =>
        Comparison(writer => Screen.Colored(writer, 120)).Replace("\e", "<ESC>", StringComparison.Ordinal).ShouldBeApproved();

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    public void No_line_of_a_report_is_longer_than_the_terminal(int width) =>
        Report(width, isUnicode: true).Split('\n').Max(line => line.Length).ShouldBeLessThanOrEqualTo(width);

    [Fact]
    public void A_report_on_a_terminal_where_every_line_fits_is_the_plain_one() =>
        Report(1_000, isUnicode: true).ShouldBe(SampleReports.Orders.ToString().Replace("\t", "    ", StringComparison.Ordinal));

    [Fact]
    public void A_comparison_on_a_terminal_where_every_line_fits_is_the_plain_one() =>
        Comparison(writer => Screen.Plain(writer, 1_000, isUnicode: true)).ShouldBe(ComparedReports.Before.CompareTo(ComparedReports.After).ToString());

    [Fact]
    public void The_columns_of_a_table_that_is_too_wide_become_as_narrow_as_their_cells() =>
        Table(40, ["7", "1,024 B", "Shop.Cart.Total(string name, int count)"]).ShouldBe(
            """
            Calls Allocated   Method
            ========================
                7   1,024 B   Shop.Cart.Total(strin…

            """);

    [Fact]
    public void A_wide_character_at_the_edge_of_the_terminal_is_cut_as_a_whole() =>
        Table(40, ["7", "1,024 B", "合計の計算をする方法である"]).ShouldContain("    7   1,024 B   合計の計算をする方法…\n");

    [Fact]
    public void What_would_command_the_terminal_is_shown_as_a_question_mark() =>
        Table(80, ["7", "1,024 B", "Write(\"\e[2J\");\tEnd();"]).ShouldContain("         7      1,024 B   Write(\"?[2J\");    End();\n");

    [Fact]
    public void Output_that_is_no_terminal_gets_plain_text()
    {
        using var writer = new StringWriter();
        WriteReport(TerminalTables.Of(writer));
        writer.ToString().ShouldBe(SampleReports.Orders.ToString());
    }

    static string Table(int width, Cell[] row)
    {
        using var writer = new StringWriter();
        new TerminalTables(Screen.Plain(writer, width, isUnicode: true)).Write(_table, [row]);
        return writer.ToString();
    }

    static string Report(int width, bool isUnicode)
    {
        using var writer = new StringWriter();
        WriteReport(Screen.Plain(writer, width, isUnicode));
        return writer.ToString();
    }

    static string Comparison(Func<TextWriter, Screen> screen)
    {
        using var writer = new StringWriter();
        ComparisonTable.Write(ComparedReports.Before.CompareTo(ComparedReports.After), new TerminalTables(screen(writer)));
        return writer.ToString();
    }

    static void WriteReport(Screen screen) => WriteReport(new TerminalTables(screen));

    static void WriteReport(TableWriter writer) => TableFormatter.Write(SampleReports.Orders, PrintedMethods.AllOf(SampleReports.Orders.Methods), writer);
}
