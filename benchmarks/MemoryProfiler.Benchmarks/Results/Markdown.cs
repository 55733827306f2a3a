using System.Text;

namespace MemoryProfiler.Benchmarks.Results;

/// <summary>Writes the document.</summary>
static class Markdown
{
    /// <summary>All tables behind the introduction.</summary>
    public static string Write(string introduction, IEnumerable<ResultTable> tables)
    {
        var text = new StringBuilder(introduction.TrimEnd()).Append('\n');
        foreach (var table in tables)
            text.Append(Write(table));
        return text.ToString();
    }

    /// <summary>One table under its heading.</summary>
    public static string Write(ResultTable table)
    {
        var text = new StringBuilder();
        text.Append('\n').Append("## ").Append(table.Title).Append("\n\n").Append(table.Text).Append("\n\n");
        AppendRow(text, [.. table.Columns, "goal", "reached"]);
        AppendRow(text, [.. table.Columns.Select((_, i) => i == 0 ? "---" : "---:"), "---:", "---"]);
        foreach (var row in table.Rows)
            AppendRow(text, [.. row.Cells, row.Goal?.ToString() ?? "", row.Goal is null ? "" : row.IsMissed ? "**no**" : "yes"]);
        return text.ToString();
    }

    static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
