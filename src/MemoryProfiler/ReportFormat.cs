namespace MemoryProfiler;

/// <summary>The forms in which a report is written.</summary>
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
}
