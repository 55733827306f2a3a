using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>Which lines held most at the peak, in tables for people.</summary>
static class PeakLines
{
    const string Others = "other lines";

    static readonly TextTable _table = new(new("Held", 12, 0), new("Line", Gap: 2), new("Method", Gap: 3));

    /// <summary>Writes them below the other tables.</summary>
    public static void Write(PeakProfile peak, TableWriter writer)
    {
        writer.WriteLine($"{Title(peak)}:", Emphasis.Title);
        writer.WriteRows(_table, Rows(peak).Select(row => new Cell[] { new(row.Held, Emphasis.Alarm), row.Place, row.Method }));
        writer.WriteLine();
    }

    /// <summary>Writes them as a table of Markdown.</summary>
    public static void WriteMarkdown(PeakProfile peak, TextWriter writer)
    {
        writer.Write($"{Title(peak)}:\n\n| Held | Line | Method |\n|---:|---|---|\n");
        foreach (var (held, place, method) in Rows(peak))
            writer.Write($"| {held} | {Markdown.Text(place)} | {(method.Length > 0 ? Markdown.CodeCell(method) : "")} |\n");
        writer.Write('\n');
    }

    /// <summary>Which peak, as a sentence without its end.</summary>
    public static string Title(PeakProfile peak) =>
        $"At the peak of {Figures.AboutMark}{ByteSize.Format(peak.Bytes)}, {peak.Kind.Words()}, these lines held";

    /// <summary>Bytes, place and method of each line, and of all others together.</summary>
    public static IEnumerable<(string Held, string Place, string Method)> Rows(PeakProfile peak)
    {
        foreach (var line in peak.Lines)
            yield return (Held(line.Bytes), Place(line) is { } place ? place : line.Method, Place(line) is null ? "" : line.Method);
        var rest = peak.Bytes - peak.Lines.Sum(line => line.Bytes);
        if (rest > 0)
            yield return (Held(rest), Others, "");
    }

    static string Held(long bytes) => Figures.AboutMark + ByteSize.Format(bytes);

    static string? Place(PeakLine line) =>
        line.File is { } file && line.LineNumber > 0 ? $"{file[(file.LastIndexOfAny(['/', '\\']) + 1)..]}:{line.LineNumber}" : null;
}
