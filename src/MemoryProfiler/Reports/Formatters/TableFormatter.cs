using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>
/// The plain tables, whose lines are never cut. One row per method comes first, then each method's lines with the columns
/// of memory_profiler plus Allocated.
/// </summary>
static class TableFormatter
{
    const int LargestLines = 3;

    static readonly TextTable _lines = new(
        new("Line #", 6, 0), new("Mem usage", 12), new("Increment", 12), new("Allocated", 12), new("Occurrences", 11, 2), new("Line Contents", Gap: 3));

    static readonly TextTable _largest = new(new("Allocated", 12, 0), new("Line", Gap: 2), new("Line Contents", Gap: 3));

    /// <summary>Writes everything, as files hold it.</summary>
    public static void Write(ProfileReport report, TextWriter writer) => Write(report, PrintedMethods.AllOf(report.Methods), writer);

    /// <summary>Writes some of the methods, and one line on the others.</summary>
    public static void Write(ProfileReport report, PrintedMethods methods, TextWriter writer)
    {
        WriteTables(RecordedLines.Of(report), methods, writer);
        foreach (var note in PrintedNotes.Of(report.Notes, Math.Max(methods.Top, ReportPrintOptions.DefaultTop)))
            writer.Write($"Note: {note}\n");
        foreach (var sentence in Figures.Closing(report))
            writer.Write($"{sentence}\n");
    }

    /// <summary>Writes the tables alone, without what is said of the whole process.</summary>
    public static void WriteTables(RecordedLines recorded, TextWriter writer) => WriteTables(recorded, PrintedMethods.AllOf(recorded.Methods), writer);

    static void WriteTables(RecordedLines recorded, PrintedMethods methods, TextWriter writer)
    {
        var titles = new MethodTitles(recorded.Methods);
        if (methods.Shown.Count > 1)
        {
            SummaryTable.Write(methods, titles, recorded.AreBytesEstimated, writer);
            writer.Write("\n\n");
        }
        foreach (var method in methods.Shown)
        {
            WriteMethod(method, titles[method], recorded, writer);
            writer.Write("\n\n");
        }
        WriteRest(methods, writer);
        WriteLargestLines(methods.Matching, recorded.AreBytesEstimated, writer);
    }

    static void WriteRest(PrintedMethods methods, TextWriter writer)
    {
        if (methods.Rest > 0)
        {
            writer.Write($"And {Figures.Number(methods.Rest)} more method{(methods.Rest == 1 ? "" : "s")}, {ByteSize.Format(methods.RestBytes)} self: MemoryReport.Print(o => o.Top = int.MaxValue) or MEMORYPROFILER_REPORT=report.txt shows {(methods.Rest == 1 ? "it" : "them")}.\n");
        }
        if (methods.Others > 0)
        {
            writer.Write(methods.Matching.Count == 0
                ? $"No method matches \"{methods.Filter!.Text}\": there are {Figures.Number(methods.Others)}, such as {MethodNames.Plain(methods.First!.FullName)}, and a pattern has to match the whole of such a name.\n"
                : $"{Figures.Number(methods.Others)} method{(methods.Others == 1 ? " does" : "s do")} not match \"{methods.Filter!.Text}\".\n");
        }
        if (methods.Rest > 0 || methods.Others > 0)
            writer.Write('\n');
    }

    static void WriteMethod(MethodProfile method, string title, RecordedLines recorded, TextWriter writer)
    {
        writer.Write($"Filename: {method.File}\n");
        writer.Write($"Method:   {title}   {Figures.Totals(method, recorded.Metric, recorded.AreBytesEstimated)}\n\n");
        writer.Write($"{_lines.Header}\n{_lines.Rule}\n");
        var indent = Figures.CommonIndent(method.Lines);
        foreach (var line in method.Lines)
        {
            var cells = LineCells.Of(line, method, recorded.AreBytesEstimated);
            var text = line.Text.Length > indent ? line.Text[indent..] : "";
            writer.Write(_lines.Row(cells.Number, cells.Usage, cells.Increment, cells.Allocated, cells.Occurrences, text) + "\n");
        }
        var tiered = Figures.Tiered(method).ToList();
        if (tiered.Count > 0)
            writer.Write('\n');
        foreach (var sentence in tiered)
            writer.Write($"{sentence}\n");
    }

    static void WriteLargestLines(IEnumerable<MethodProfile> methods, bool isEstimated, TextWriter writer)
    {
        var largest = methods
            .SelectMany(m => m.Lines.Select(line => (Method: m, Line: line)))
            .Where(row => row.Line.SelfAllocatedBytes > 0)
            .OrderByDescending(row => row.Line.SelfAllocatedBytes)
            .Take(LargestLines)
            .ToList();
        if (largest.Count == 0)
            return;
        writer.Write("Largest lines, without profiled callees:\n");
        foreach (var (method, line) in largest)
            writer.Write(_largest.Row(Figures.Mark(line, isEstimated) + ByteSize.Format(line.SelfAllocatedBytes), Figures.Location(method, line), line.Text.Trim()) + "\n");
        writer.Write('\n');
    }
}
