using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Reports.Comparing;

/// <summary>A comparison as plain tables: the methods that changed, and those of their lines that did. Lines are never cut.</summary>
static class ComparisonTable
{
    static readonly TextTable _lines = new(
        new("Line #", 12, 0), new("Before", 12), new("After", 12), new("Change", 12), new("Occurrences", 18, 2), new("  Line Contents", Gap: 3));

    /// <summary>Writes everything.</summary>
    public static void Write(ReportComparison comparison, TextWriter writer)
    {
        writer.Write($"{ComparisonFigures.Total(comparison)}. {ComparisonFigures.Changed(comparison)}\n");
        var titles = Titles(comparison);
        foreach (var method in comparison.Methods)
        {
            writer.Write($"\n\nFilename: {(method.After ?? method.Before!).File}\nMethod:   {titles[method.After ?? method.Before!]}   {ComparisonFigures.Method(method)}\n\n{_lines.Header}\n{_lines.Rule}\n");
            foreach (var line in method.Lines)
                Write(line, comparison, writer);
        }
    }

    /// <summary>What the methods are called.</summary>
    public static MethodTitles Titles(ReportComparison comparison) => new(comparison.Methods.Select(method => method.After ?? method.Before!));

    static void Write(LineComparison line, ReportComparison comparison, TextWriter writer)
    {
        var source = ComparisonFigures.Source(line);
        // The figures stand beside what the line is now.
        foreach (var old in source.SkipLast(1))
            writer.Write(_lines.Row("", "", "", "", "", old) + "\n");
        writer.Write(_lines.Row(
            ComparisonFigures.Number(line),
            ComparisonFigures.Bytes(line.Before, comparison.Before.AreBytesEstimated),
            ComparisonFigures.Bytes(line.After, comparison.After.AreBytesEstimated),
            ComparisonFigures.Signed(line.ChangeBytes),
            ComparisonFigures.Occurrences(line),
            source[^1]) + "\n");
    }
}
