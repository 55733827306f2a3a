using MemoryProfiler.Reports.Presentation;
using Spectre.Console;

namespace MemoryProfiler.Tool.Terminal;

/// <summary>
/// Tables on a terminal. Where a line does not fit, the table's columns become as narrow as their cells; what is then still
/// too long is cut. Sentences are broken between words.
/// </summary>
sealed class TerminalTables(Screen screen) : TableWriter
{
    const string Tab = "    ";

    readonly char _cut = Glyphs.Of(screen).Cut;

    /// <summary>What tables are written by: in colours and to the width if the output is a terminal, else as plain text.</summary>
    public static TableWriter Of(TextWriter output) =>
        Screen.Of(output) is { IsTerminal: true } screen ? new TerminalTables(screen) : new PlainTableWriter(output);

    /// <inheritdoc/>
    public override void WriteLine(string text = "", Emphasis emphasis = Emphasis.None)
    {
        foreach (var part in Broken(Printable(text)))
            screen.WriteLine(part, InkOf(emphasis));
    }

    /// <inheritdoc/>
    public override void Write(TextTable table, IEnumerable<Cell[]> rows)
    {
        Cell[] names = [.. table.Columns.Select(column => new Cell(column.Name, Emphasis.Title))];
        var all = rows.Prepend(names).ToList();
        var widths = Widths(table, all);
        WriteRow(table, widths, names);
        screen.WriteLine(new string('=', Math.Min(Length(table, widths, names), screen.Width)), Ink.Dim);
        foreach (var row in all.Skip(1))
            WriteRow(table, widths, row);
    }

    /// <inheritdoc/>
    public override void WriteRows(TextTable table, IEnumerable<Cell[]> rows)
    {
        var all = rows.ToList();
        var widths = Widths(table, all);
        foreach (var row in all)
            WriteRow(table, widths, row);
    }

    int[] Widths(TextTable table, List<Cell[]> rows)
    {
        int[] widths = [.. table.Columns.Select(column => column.Width)];
        if (rows.TrueForAll(row => Length(table, widths, row) <= screen.Width))
            return widths;
        for (var i = 0; i < widths.Length; i++)
            widths[i] = Math.Min(widths[i], rows.Max(row => row[i].Text.Length));
        return widths;
    }

    static int Length(TextTable table, int[] widths, Cell[] row)
    {
        var (length, end) = (0, 0);
        for (var i = 0; i < row.Length; i++)
        {
            var width = Printable(row[i].Text).GetCellWidth();
            end += table.Columns[i].Gap + Math.Max(widths[i], width);
            length = width > 0 ? end : length;
        }
        return length;
    }

    void WriteRow(TextTable table, int[] widths, Cell[] row)
    {
        var (written, spaces) = (0, 0);
        for (var i = 0; i < row.Length && written < screen.Width; i++)
        {
            var text = Printable(row[i].Text);
            var width = text.GetCellWidth();
            spaces += table.Columns[i].Gap + Math.Max(0, widths[i] - width);
            if (width == 0)
                continue;
            var room = screen.Width - written - spaces;
            screen.Write(new string(' ', Math.Min(spaces, screen.Width - written)));
            screen.Write(width <= room ? text : Cut(text, room), InkOf(row[i].Emphasis));
            (written, spaces) = (width <= room ? written + spaces + width : screen.Width, 0);
        }
        screen.WriteLine();
    }

    string Cut(string text, int room) => room <= 0 ? "" : text[..Fitting(text, room - 1)] + _cut;

    IEnumerable<string> Broken(string text)
    {
        while (Fitting(text, screen.Width) is var fitting && fitting < text.Length && text.LastIndexOf(' ', fitting) is > 0 and var space)
        {
            yield return text[..space].TrimEnd();
            text = text[space..].TrimStart();
        }
        yield return text;
    }

    // How many of its characters have room.
    static int Fitting(string text, int room)
    {
        var (count, width) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            width += rune.ToString().GetCellWidth();
            if (width > room)
                break;
            count += rune.Utf16SequenceLength;
        }
        return count;
    }

    // Source may hold tabs, and what would command the terminal.
    static string Printable(string text) =>
        text.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 && !text.Contains('\x7f')
            ? text
            : string.Concat(text.Replace("\t", Tab, StringComparison.Ordinal).Select(c => char.IsControl(c) ? '?' : c));

    static Ink InkOf(Emphasis emphasis) => emphasis switch
    {
        Emphasis.Title => Ink.Bold,
        Emphasis.Aside => Ink.Dim,
        Emphasis.Amount => Ink.Memory,
        Emphasis.Alarm => Ink.Peak,
        _ => Ink.Plain,
    };
}
