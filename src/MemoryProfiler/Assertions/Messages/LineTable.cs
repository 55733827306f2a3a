using System.Text;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Assertions.Messages;

/// <summary>The table of lines in a failure's message.</summary>
static class LineTable
{
    // Types stand a little further right than their line, as in reports.
    const string TypeIndent = "  ";

    static readonly TextTable _table = new(new("Allocated", 12, 0), new("Occurrences", 11, 2), new("Line Contents", Gap: 3));

    /// <summary>Appends the names of the columns.</summary>
    public static void AppendHeader(StringBuilder text) => text.Append(_table.Header).Append('\n');

    /// <summary>Appends a line with some of its bytes, and the largest of the types that it allocated, where they were sampled.</summary>
    public static void AppendRow(StringBuilder text, long bytes, MethodProfile method, LineProfile line)
    {
        AppendCells(text, ByteSize.Format(bytes), Figures.Number(line.Occurrences), $"{Figures.Location(method, line)}   {line.Text.Trim()}");
        var types = line.Types ?? [];
        foreach (var type in types.Take(ReportPrintOptions.DefaultTypes))
            AppendCells(text, Figures.Bytes(type), "", TypeIndent + Figures.Type(type));
        if (types.Count > ReportPrintOptions.DefaultTypes)
            AppendCells(text, "", "", TypeIndent + Figures.OtherTypes(types.Count - ReportPrintOptions.DefaultTypes));
    }

    static void AppendCells(StringBuilder text, params string[] cells) => text.Append(_table.Row(cells)).Append('\n');
}
