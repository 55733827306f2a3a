namespace MemoryProfiler;

/// <summary>The forms in which a report is written, each with the ending that a file of it has.</summary>
public enum ReportFormat
{
    /// <summary>The tables of all methods; a file ends in <c>.txt</c>.</summary>
    Text,

    /// <summary>All exact figures, for other programs and for <see cref="ProfileReport.Load"/>; a file ends in <c>.json</c>.</summary>
    Json,

    /// <summary>
    /// One page for a browser, which loads nothing else: methods and their lines, to sort, search and link to. A file ends
    /// in <c>.html</c>.
    /// </summary>
    Html,

    /// <summary>
    /// Markdown as GitHub reads it, for pull requests and pages. Each method has a heading, and its lines are a table. A
    /// file ends in <c>.md</c>.
    /// </summary>
    Markdown,

    /// <summary>
    /// Comma-separated values (RFC 4180) with a row for each line, for spreadsheets and other programs. Numbers are
    /// plain, the same in every culture. A file ends in <c>.csv</c>.
    /// </summary>
    Csv,
}
