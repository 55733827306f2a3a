namespace MemoryProfiler.Reports.Comparing;

/// <summary>One of the forms in which a comparison of two reports is written.</summary>
/// <param name="Format">What the program calls it.</param>
/// <param name="Ending">What a file's name ends in, with the dot.</param>
/// <param name="Holds">What such a file holds, in a sentence.</param>
/// <param name="Write">Writes all of a comparison.</param>
sealed record ComparisonForm(ReportFormat Format, string Ending, string Holds, Action<ReportComparison, TextWriter> Write);
