namespace MemoryProfiler.Reports.Formatters;

/// <summary>All forms in which a report is written. A new one is a formatter, its name in <see cref="ReportFormat"/>, and a line here.</summary>
static class Formats
{
    static readonly ReportForm[] _all =
    [
        new(ReportFormat.Text, ".txt", "the tables", TableFormatter.Write),
        new(ReportFormat.Json, ".json", "all figures", JsonFormatter.Write),
        new(ReportFormat.Html, ".html", "a page", HtmlFormatter.Write) { Rehearse = HtmlFormatter.Rehearse },
        new(ReportFormat.Markdown, ".md", "the tables in Markdown", MarkdownFormatter.Write),
        new(ReportFormat.Csv, ".csv", "a row for each line", CsvFormatter.Write),
    ];

    /// <summary>One for each name, in the order of the names.</summary>
    public static IReadOnlyList<ReportForm> All => _all;

    /// <summary>What a path of a report has to be, as the end of a sentence.</summary>
    public static string Allowed { get; } =
        $"a report is written to a path that ends in {Listed([.. _all.Select(form => $"{form.Ending} ({form.Holds})")])}";

    /// <summary>The sentence on a path that is none.</summary>
    public static string Refusal(string path) => $"A report cannot be saved as \"{path}\": {Allowed}.";

    /// <summary>The form that the ending of a path names, or null.</summary>
    public static ReportForm? OfPath(string path) =>
        Array.Find(_all, form => string.Equals(form.Ending, Path.GetExtension(path), StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the ending of a path names a form.</summary>
    public static bool IsKnown(string path) => OfPath(path) is not null;

    /// <summary>The form of a name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such form.</exception>
    public static ReportForm Of(ReportFormat format) =>
        Array.Find(_all, form => form.Format == format)
        ?? throw new ArgumentOutOfRangeException(nameof(format), format, $"A report is written as {Listed([.. _all.Select(form => form.Format.ToString())])}.");

    /// <summary>Words as a list in a sentence.</summary>
    public static string Listed(string[] names) => $"{string.Join(", ", names[..^1])} or {names[^1]}";
}
