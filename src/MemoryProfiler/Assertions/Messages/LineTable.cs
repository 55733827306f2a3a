using System.Text;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Assertions.Messages;

/// <summary>The table of lines in a failure's message.</summary>
static class LineTable
{
    static readonly TextTable _table = new(new("Allocated", 12, 0), new("Occurrences", 11, 2), new("Line Contents", Gap: 3));

    /// <summary>Appends the names of the columns.</summary>
    public static void AppendHeader(StringBuilder text) => text.Append(_table.Header).Append('\n');

    /// <summary>Appends a line with some of its bytes.</summary>
    public static void AppendRow(StringBuilder text, long bytes, MethodProfile method, LineProfile line) =>
        text.Append(_table.Row(ByteSize.Format(bytes), Figures.Number(line.Occurrences), $"{Figures.Location(method, line)}   {line.Text.Trim()}")).Append('\n');
}
