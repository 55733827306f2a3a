namespace MemoryProfiler.Reports.Presentation;

/// <summary>Tables as plain text, as files and pipes get them. Nothing stands out, and no line is cut.</summary>
sealed class PlainTableWriter(TextWriter writer) : TableWriter
{
    /// <inheritdoc/>
    public override void WriteLine(string text = "", Emphasis emphasis = Emphasis.None) => writer.Write(text + "\n");

    /// <inheritdoc/>
    public override void Write(TextTable table, IEnumerable<Cell[]> rows)
    {
        WriteLine(table.Header);
        WriteLine(table.Rule);
        WriteRows(table, rows);
    }

    /// <inheritdoc/>
    public override void WriteRows(TextTable table, IEnumerable<Cell[]> rows)
    {
        foreach (var row in rows)
            WriteLine(table.Row([.. row.Select(cell => cell.Text)]));
    }
}
