using System.Globalization;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>The plain tables, whose lines are never cut: one row per method, then each method's lines with the columns of memory_profiler plus Allocated.</summary>
static class TableFormatter
{
    const string Header = "Line #    Mem usage    Increment    Allocated  Occurrences   Line Contents";
    const int LargestLines = 3;
    const string AboutMark = "~";
    const string PartialMark = ">=";

    /// <summary>Writes everything, as files hold it.</summary>
    public static void Write(ProfileReport report, TextWriter writer) => Write(report, PrintedMethods.AllOf(report), writer);

    /// <summary>Writes some of the methods, and one line on the others.</summary>
    public static void Write(ProfileReport report, PrintedMethods methods, TextWriter writer)
    {
        var titles = new MethodTitles(report.Methods);
        if (methods.Shown.Count > 1)
        {
            SummaryTable.Write(methods, titles, report.AreBytesEstimated, writer);
            writer.Write("\n\n");
        }
        foreach (var method in methods.Shown)
        {
            WriteMethod(method, titles[method], report, writer);
            writer.Write("\n\n");
        }
        WriteRest(methods, writer);
        WriteLargestLines(methods.Matching, report.AreBytesEstimated, writer);
        foreach (var note in PrintedNotes.Of(report.Notes, Math.Max(methods.Top, ReportPrintOptions.DefaultTop)))
            writer.Write($"Note: {note}\n");
        if (report.Metric is not (MemoryMetric.WorkingSet or MemoryMetric.None))
            writer.Write($"Mem usage and Increment: {report.Metric.Words()} of the process.\n");
        writer.Write(Cost(report.Cost));
        writer.Write('\n');
    }

    /// <summary>How sure a method's figures are, in front of them.</summary>
    public static string Mark(MethodProfile method, bool isEstimated) =>
        isEstimated || method.Lines.Any(line => line.MaxExcessBytes > 0) ? AboutMark
        : method.Lines.Any(line => !line.IsExact) ? PartialMark
        : "";

    static void WriteRest(PrintedMethods methods, TextWriter writer)
    {
        if (methods.Rest > 0)
        {
            writer.Write($"And {Number(methods.Rest)} more method{(methods.Rest == 1 ? "" : "s")}, {ByteSize.Format(methods.RestBytes)} self: MemoryReport.Print(o => o.Top = int.MaxValue) or MEMORYPROFILER_REPORT=report.txt shows {(methods.Rest == 1 ? "it" : "them")}.\n");
        }
        if (methods.Others > 0)
        {
            writer.Write(methods.Matching.Count == 0
                ? $"No method matches \"{methods.Filter!.Text}\": there are {Number(methods.Others)}, such as {MethodNames.Plain(methods.First!.FullName)}, and a pattern has to match the whole of such a name.\n"
                : $"{Number(methods.Others)} method{(methods.Others == 1 ? " does" : "s do")} not match \"{methods.Filter!.Text}\".\n");
        }
        if (methods.Rest > 0 || methods.Others > 0)
            writer.Write('\n');
    }

    static void WriteMethod(MethodProfile method, string title, ProfileReport report, TextWriter writer)
    {
        writer.Write($"Filename: {method.File}\n");
        writer.Write($"Method:   {title}   {Totals(method, report)}\n\n");
        writer.Write($"{Header}\n{new string('=', Header.Length)}\n");
        var indent = CommonIndent(method.Lines);
        foreach (var line in method.Lines)
        {
            var text = line.Text.Length > indent ? line.Text[indent..] : "";
            writer.Write($"{Cells(line, report.AreBytesEstimated, line.LineNumber == method.FirstLine && method.Lines.Count > 1)}   {text}".TrimEnd());
            writer.Write('\n');
        }
        var changed = method.Lines.Where(TieredLine.Is).ToList();
        if (changed.Count > 0)
            writer.Write('\n');
        foreach (var line in changed)
            writer.Write($"Line {line.LineNumber}: {ByteSize.Format(line.FirstVisitBytes!.Value)} per visit at first, {ByteSize.Format((long)line.LaterBytesPerVisit!.Value)} later.\n");
    }

    static string Totals(MethodProfile method, ProfileReport report)
    {
        var calls = method.Calls == 1 ? "1 call" : $"{Number(method.Calls)} calls";
        var self = method.SelfAllocatedBytes == method.AllocatedBytes ? "" : $" ({ByteSize.Format(method.SelfAllocatedBytes)} self)";
        var increment = method.WorkingSetIncrementBytes is { } bytes ? $", {Signed(bytes)} {report.Metric.Words()}" : "";
        return $"{calls}, {Mark(method, report.AreBytesEstimated)}{ByteSize.Format(method.AllocatedBytes)} allocated{self}{increment}";
    }

    static string Cells(LineProfile line, bool isEstimated, bool isFirst)
    {
        var reached = line.Occurrences != 0 || line.AllocatedBytes != 0;
        var usage = line.WorkingSetBytes is { } bytes ? ByteSize.FormatMiB(bytes) : "";
        // A line that left the working set alone stays blank, so that those that moved it are seen.
        var increment = line.WorkingSetIncrementBytes is { } change && Moved(change) ? Signed(change) : "";
        var allocated = !reached || (isFirst && line.AllocatedBytes == 0) ? "" : Mark(line, isEstimated) + ByteSize.Format(line.AllocatedBytes);
        var occurrences = reached ? Number(line.Occurrences) : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{line.LineNumber,6} {usage,12} {increment,12} {allocated,12}  {occurrences,11}");
    }

    static string Mark(LineProfile line, bool isEstimated) => isEstimated || line.MaxExcessBytes > 0 ? AboutMark : line.IsExact ? "" : PartialMark;

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
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Mark(line, isEstimated) + ByteSize.Format(line.SelfAllocatedBytes),12}  {method.File}:{line.LineNumber}   {line.Text.Trim()}").TrimEnd() + "\n");
        writer.Write('\n');
    }

    static string Cost(ProfilerCost cost) => string.Create(CultureInfo.InvariantCulture,
        $"Profiler: {cost.ProbeCount:N0} probes x {cost.NanosecondsPerProbe:F1} ns = about {Duration(cost.ProbeCount * cost.NanosecondsPerProbe)}; {ByteSize.Format(cost.LedgerBytes)} of counters; {(cost.Clock == AllocationClockKind.Direct ? "direct" : "GC")} clock.");

    static string Duration(double nanoseconds) => nanoseconds switch
    {
        < 1e6 => (nanoseconds / 1e3).ToString("F1", CultureInfo.InvariantCulture) + " us",
        < 1e9 => (nanoseconds / 1e6).ToString("F1", CultureInfo.InvariantCulture) + " ms",
        _ => (nanoseconds / 1e9).ToString("F1", CultureInfo.InvariantCulture) + " s",
    };

    static string Signed(long bytes) => !Moved(bytes) ? "+0.0 MiB" : (bytes > 0 ? "+" : "") + ByteSize.FormatMiB(bytes);

    // What rounds to 0.0 MiB is shown as nothing, not as -0.0.
    static bool Moved(long bytes) => Math.Abs(bytes) >= (1 << 20) / 20;

    static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    static int CommonIndent(IReadOnlyList<LineProfile> lines)
    {
        var indents = lines.Where(l => l.Text.Trim().Length > 0).Select(l => l.Text.Length - l.Text.TrimStart().Length);
        return indents.DefaultIfEmpty(0).Min();
    }
}
