using System.Globalization;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>A report in Markdown as GitHub reads it, for pull requests and pages. Each method has a heading, and its lines are a table.</summary>
static class MarkdownFormatter
{
    const string LineHeader = "| Line | Mem usage | Increment | Allocated | Occurrences | Source |\n|---:|---:|---:|---:|---:|---|\n";
    const string SummaryHeader = "| Calls | Allocated | Self | Per call | Method |\n|---:|---:|---:|---:|---|\n";

    /// <summary>Writes everything.</summary>
    public static void Write(ProfileReport report, TextWriter writer)
    {
        var methods = PrintedMethods.AllOf(report.Methods).Shown;
        var titles = new MethodTitles(report.Methods);
        writer.Write("# Memory, line by line\n\n");
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"Captured {report.CapturedAt:yyyy-MM-dd HH:mm:ss zzz}, {Markdown.Text(report.Runtime)}.\n\n"));
        if (methods.Count > 1)
            WriteSummary(methods, titles, report, writer);
        foreach (var method in methods)
            WriteMethod(method, titles[method], report, writer);
        if (report.Peak is { } peak)
            PeakLines.WriteMarkdown(peak, writer);
        foreach (var note in report.Notes)
            writer.Write($"- Note: {Markdown.Text(note)}\n");
        if (report.Notes.Count > 0)
            writer.Write('\n');
        writer.Write(string.Join("\n\n", Figures.Closing(report).Select(Markdown.Text)));
        writer.Write('\n');
    }

    static void WriteSummary(IReadOnlyList<MethodProfile> methods, MethodTitles titles, ProfileReport report, TextWriter writer)
    {
        writer.Write(SummaryHeader);
        foreach (var method in methods)
        {
            var mark = Figures.Mark(method, report.AreBytesEstimated);
            var perCall = PrintedMethods.PerCall(method) is { } average ? mark + ByteSize.Format((long)Math.Round(average)) : "";
            WriteRow(writer, Figures.Number(method.Calls), mark + ByteSize.Format(method.AllocatedBytes), mark + ByteSize.Format(method.SelfAllocatedBytes), perCall, Markdown.CodeCell(titles[method]));
        }
        writer.Write('\n');
    }

    static void WriteMethod(MethodProfile method, string title, ProfileReport report, TextWriter writer)
    {
        writer.Write($"## {Markdown.Code(title)}\n\n");
        writer.Write($"{Markdown.Code($"{method.File}:{LinePlaces.First(method)}")}: {Figures.Totals(method, report.Metric, report.AreBytesEstimated)}\n\n");
        writer.Write(LineHeader);
        foreach (var (file, lines) in LinesOfFile.Of(method))
        {
            if (file is not null)
                WriteRow(writer, "", "", "", "", "", $"**{Markdown.Text(file)}**");
            var indent = Figures.CommonIndent(lines);
            foreach (var line in lines)
            {
                var cells = LineCells.Of(line, method, report.AreBytesEstimated);
                var text = line.Text.Length > indent ? line.Text[indent..].TrimEnd() : "";
                WriteRow(writer, cells.Number, cells.Usage, cells.Increment, cells.Allocated, cells.Occurrences, Markdown.CodeCell(text));
                foreach (var type in (line.Types ?? []).Take(ReportPrintOptions.DefaultTypes))
                    WriteRow(writer, "", "", "", Figures.Bytes(type), "", Markdown.Text(Figures.Type(type)));
            }
        }
        writer.Write('\n');
        foreach (var sentence in Figures.Tiered(method))
            writer.Write($"{sentence}\n\n");
    }

    static void WriteRow(TextWriter writer, params string[] cells) => writer.Write($"| {string.Join(" | ", cells)} |\n");
}
