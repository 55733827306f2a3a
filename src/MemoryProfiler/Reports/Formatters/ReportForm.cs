namespace MemoryProfiler.Reports.Formatters;

/// <summary>One of the forms in which a report is written.</summary>
/// <param name="Format">What the program calls it.</param>
/// <param name="Ending">What a file's name ends in, with the dot.</param>
/// <param name="Holds">What such a file holds, in a sentence.</param>
/// <param name="Write">Writes all of a report.</param>
sealed record ReportForm(ReportFormat Format, string Ending, string Holds, Action<ProfileReport, TextWriter> Write)
{
    /// <summary>Takes every way that writing may take, for a form in which a large report takes others than a small one.</summary>
    public Action<ProfileReport, TextWriter> Rehearse { get; init; } = Write;
}
