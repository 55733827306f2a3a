namespace MemoryProfiler.Reports.Presentation;

/// <summary>Where sentences and tables go. It decides what of their emphasis is shown, and whether long lines are cut.</summary>
abstract class TableWriter
{
    /// <summary>Writes a sentence or a heading; without a text an empty line.</summary>
    public abstract void WriteLine(string text = "", Emphasis emphasis = Emphasis.None);

    /// <summary>Writes a table with its header.</summary>
    /// <param name="table">Its columns.</param>
    /// <param name="rows">A cell for each column.</param>
    public abstract void Write(TextTable table, IEnumerable<Cell[]> rows);

    /// <summary>Writes rows as those of a table, without its header.</summary>
    /// <param name="table">Its columns.</param>
    /// <param name="rows">A cell for each column.</param>
    public abstract void WriteRows(TextTable table, IEnumerable<Cell[]> rows);
}
