using MemoryProfiler.Reports.Formatters;

namespace MemoryProfiler.Reports.Comparing;

/// <summary>All forms in which a comparison of two reports is written.</summary>
static class ComparisonFormats
{
    static readonly ComparisonForm[] _all =
    [
        new(ReportFormat.Text, ".txt", "tables", ComparisonTable.Write),
        new(ReportFormat.Markdown, ".md", "tables in Markdown", ComparisonMarkdown.Write),
        new(ReportFormat.Html, ".html", "a page", ComparisonPage.Write),
    ];

    /// <summary>The sentence on a path that no comparison can be saved as.</summary>
    public static string Refusal(string path) =>
        $"A comparison cannot be saved as \"{path}\": it is written to a path that ends in {Formats.Listed([.. _all.Select(form => $"{form.Ending} ({form.Holds})")])}.";

    /// <summary>The form that the ending of a path names, or null.</summary>
    public static ComparisonForm? OfPath(string path) =>
        Array.Find(_all, form => string.Equals(form.Ending, Path.GetExtension(path), StringComparison.OrdinalIgnoreCase));

    /// <summary>The form of a name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such form.</exception>
    public static ComparisonForm Of(ReportFormat format) =>
        Array.Find(_all, form => form.Format == format)
        ?? throw new ArgumentOutOfRangeException(nameof(format), format, $"A comparison is written as {Formats.Listed([.. _all.Select(form => form.Format.ToString())])}.");
}
