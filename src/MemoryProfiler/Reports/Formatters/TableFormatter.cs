using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>
/// The plain tables, whose lines are never cut. One row per method comes first, then each method's lines with the columns
/// of memory_profiler plus Allocated.
/// </summary>
static class TableFormatter
{
    const int MostLargestLines = 3;

    // Types stand a little further right than the source of their line.
    const int TypeIndent = 2;

    static readonly TextTable _lines = new(
        new("Line #", 6, 0), new("Mem usage", 12), new("Increment", 12), new("Allocated", 12), new("Occurrences", 11, 2), new("Line Contents", Gap: 3));

    static readonly TextTable _largest = new(new("Allocated", 12, 0), new("Line", Gap: 2), new("Line Contents", Gap: 3));

    /// <summary>Writes everything, as files hold it.</summary>
    public static void Write(ProfileReport report, TextWriter writer) => Write(report, PrintedMethods.AllOf(report.Methods), new PlainTableWriter(writer));

    /// <summary>Writes some of the methods, and one line on the others.</summary>
    public static void Write(ProfileReport report, PrintedMethods methods, TableWriter writer)
    {
        WriteTables(RecordedLines.Of(report), methods, writer);
        if (report.Peak is { } peak)
            PeakLines.Write(peak, writer);
        foreach (var note in PrintedNotes.Of(report.Notes, Math.Max(methods.Top, ReportPrintOptions.DefaultTop)))
            writer.WriteLine($"Note: {note}");
        foreach (var sentence in Figures.Closing(report))
            writer.WriteLine(sentence);
    }

    /// <summary>Writes the tables alone, without what is said of the whole process.</summary>
    public static void WriteTables(RecordedLines recorded, TextWriter writer) =>
        WriteTables(recorded, PrintedMethods.AllOf(recorded.Methods), new PlainTableWriter(writer));

    static void WriteTables(RecordedLines recorded, PrintedMethods methods, TableWriter writer)
    {
        var titles = new MethodTitles(recorded.Methods);
        var largest = LargestLines(methods.Matching);
        if (methods.Shown.Count > 1)
        {
            SummaryTable.Write(methods, titles, recorded.AreBytesEstimated, writer);
            writer.WriteLine();
            writer.WriteLine();
        }
        foreach (var method in methods.Shown)
        {
            WriteMethod(method, titles[method], recorded, methods.Types, largest, writer);
            writer.WriteLine();
            writer.WriteLine();
        }
        WriteRest(methods, writer);
        WriteLargestLines(largest, recorded.AreBytesEstimated, writer);
    }

    static void WriteRest(PrintedMethods methods, TableWriter writer)
    {
        if (methods.Rest > 0)
        {
            writer.WriteLine($"And {Figures.Number(methods.Rest)} more method{(methods.Rest == 1 ? "" : "s")}, {ByteSize.Format(methods.RestBytes)} self: MemoryReport.Print(o => o.Top = int.MaxValue) or MEMORYPROFILER_REPORT=report.txt shows {(methods.Rest == 1 ? "it" : "them")}.");
        }
        if (methods.Others > 0)
        {
            writer.WriteLine(methods.Matching.Count == 0
                ? $"No method matches \"{methods.Filter!.Text}\": there are {Figures.Number(methods.Others)}, such as {MethodNames.Plain(methods.First!.FullName)}, and a pattern has to match the whole of such a name."
                : $"{Figures.Number(methods.Others)} method{(methods.Others == 1 ? " does" : "s do")} not match \"{methods.Filter!.Text}\".");
        }
        if (methods.Rest > 0 || methods.Others > 0)
            writer.WriteLine();
    }

    static void WriteMethod(MethodProfile method, string title, RecordedLines recorded, int types, List<(MethodProfile Method, LineProfile Line)> largest, TableWriter writer)
    {
        writer.WriteLine($"Filename: {method.File}");
        writer.WriteLine($"Method:   {title}   {Figures.Totals(method, recorded.Metric, recorded.AreBytesEstimated)}", Emphasis.Title);
        writer.WriteLine();
        writer.Write(_lines, LinesOfFile.Of(method).SelectMany(Rows));
        var tiered = Figures.Tiered(method).ToList();
        if (tiered.Count > 0)
            writer.WriteLine();
        foreach (var sentence in tiered)
            writer.WriteLine(sentence);

        IEnumerable<Cell[]> Rows(LinesOfFile file)
        {
            var indent = Figures.CommonIndent(file.Lines);
            var rows = file.Lines.SelectMany(line => TypeRows(line, indent).Prepend(Row(line, indent)));
            return file.File is { } name ? rows.Prepend(["", "", "", "", "", new($"{name}:", Emphasis.Title)]) : rows;
        }

        IEnumerable<Cell[]> TypeRows(LineProfile line, int indent)
        {
            var margin = new string(' ', TypeIndent + Math.Max(0, line.Text.Length - line.Text.TrimStart().Length - indent));
            var shown = (line.Types ?? []).Take(types).ToList();
            foreach (var type in shown)
                yield return ["", "", "", new(Figures.Bytes(type), Emphasis.Aside), "", new(margin + Figures.Type(type), Emphasis.Aside)];
            var rest = (line.Types?.Count ?? 0) - shown.Count;
            if (rest > 0 && shown.Count > 0)
                yield return ["", "", "", "", "", new(margin + Figures.OtherTypes(rest), Emphasis.Aside)];
        }

        Cell[] Row(LineProfile line, int indent)
        {
            var cells = LineCells.Of(line, method, recorded.AreBytesEstimated);
            var allocated = largest.Exists(row => ReferenceEquals(row.Line, line)) ? Emphasis.Alarm : line.AllocatedBytes > 0 ? Emphasis.Amount : Emphasis.None;
            var text = line.Text.Length > indent ? line.Text[indent..] : "";
            return [cells.Number, cells.Usage, cells.Increment, new(cells.Allocated, allocated), cells.Occurrences, new(text, cells.Occurrences.Length == 0 ? Emphasis.Aside : Emphasis.None)];
        }
    }

    static List<(MethodProfile Method, LineProfile Line)> LargestLines(IEnumerable<MethodProfile> methods) =>
    [
        .. methods
            .SelectMany(method => method.Lines.Select(line => (Method: method, Line: line)))
            .Where(row => row.Line.SelfAllocatedBytes > 0)
            .OrderByDescending(row => row.Line.SelfAllocatedBytes)
            .Take(MostLargestLines),
    ];

    static void WriteLargestLines(List<(MethodProfile Method, LineProfile Line)> largest, bool isEstimated, TableWriter writer)
    {
        if (largest.Count == 0)
            return;
        writer.WriteLine("Largest lines, without profiled callees:", Emphasis.Title);
        writer.WriteRows(_largest, largest.Select(row => new Cell[]
        {
            new(Figures.Mark(row.Line, isEstimated) + ByteSize.Format(row.Line.SelfAllocatedBytes), Emphasis.Alarm),
            Figures.Location(row.Method, row.Line),
            row.Line.Text.Trim(),
        }));
        writer.WriteLine();
    }
}
