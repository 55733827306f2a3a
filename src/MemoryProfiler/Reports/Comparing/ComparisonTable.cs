using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Reports.Comparing;

/// <summary>A comparison as plain tables: the methods that changed, and those of their lines that did. Lines are never cut.</summary>
static class ComparisonTable
{
    static readonly TextTable _lines = new(
        new("Line #", 12, 0), new("Before", 12), new("After", 12), new("Change", 12), new("Occurrences", 18, 2), new("  Line Contents", Gap: 3));

    /// <summary>Writes everything, as files hold it.</summary>
    public static void Write(ReportComparison comparison, TextWriter writer) => Write(comparison, new PlainTableWriter(writer));

    /// <summary>Writes everything.</summary>
    public static void Write(ReportComparison comparison, TableWriter writer)
    {
        writer.WriteLine($"{ComparisonFigures.Total(comparison)}. {ComparisonFigures.Changed(comparison)}", Emphasis.Title);
        var titles = Titles(comparison);
        foreach (var method in comparison.Methods)
        {
            writer.WriteLine();
            writer.WriteLine();
            writer.WriteLine($"Filename: {(method.After ?? method.Before!).File}");
            writer.WriteLine($"Method:   {titles[method.After ?? method.Before!]}   {ComparisonFigures.Method(method)}", Emphasis.Title);
            writer.WriteLine();
            writer.Write(_lines, method.Lines.SelectMany(line => Rows(method, line, comparison)));
        }
    }

    /// <summary>What the methods are called.</summary>
    public static MethodTitles Titles(ReportComparison comparison) => new(comparison.Methods.Select(method => method.After ?? method.Before!));

    static IEnumerable<Cell[]> Rows(MethodComparison method, LineComparison line, ReportComparison comparison)
    {
        var source = ComparisonFigures.Source(line);
        // The figures stand beside what the line is now.
        foreach (var old in source.SkipLast(1))
            yield return ["", "", "", "", "", new(old, Emphasis.Aside)];
        yield return
        [
            ComparisonFigures.Number(method, line),
            ComparisonFigures.Bytes(line.Before, comparison.Before.AreBytesEstimated),
            ComparisonFigures.Bytes(line.After, comparison.After.AreBytesEstimated),
            new(ComparisonFigures.Signed(line.ChangeBytes), line.ChangeBytes > 0 ? Emphasis.Alarm : Emphasis.Amount),
            ComparisonFigures.Occurrences(line),
            new(source[^1], line.After is null ? Emphasis.Aside : Emphasis.None),
        ];
    }
}
