using System.Text;

namespace MemoryProfiler.Reports.Presentation;

/// <summary>
/// A plain table, for a console or a message. Figures are in columns of fixed width, and text of any length is at the
/// end. Immutable.
/// </summary>
sealed class TextTable
{
    readonly TextColumn[] _columns;

    /// <summary>A table of some columns.</summary>
    public TextTable(params TextColumn[] columns)
    {
        _columns = columns;
        Header = Row([.. columns.Select(column => column.Name)]);
    }

    /// <summary>The columns, from the left.</summary>
    public IReadOnlyList<TextColumn> Columns => _columns;

    /// <summary>The names of the columns.</summary>
    public string Header { get; }

    /// <summary>The line below them.</summary>
    public string Rule => new('=', Header.Length);

    /// <summary>One row, without spaces at its end.</summary>
    /// <param name="cells">One for each column.</param>
    public string Row(params string[] cells)
    {
        var row = new StringBuilder();
        for (var i = 0; i < _columns.Length; i++)
            row.Append(' ', _columns[i].Gap).Append(cells[i].PadLeft(_columns[i].Width));
        return row.ToString().TrimEnd();
    }
}
