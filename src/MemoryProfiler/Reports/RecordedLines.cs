namespace MemoryProfiler.Reports;

/// <summary>What tables are made of: methods with their lines, and how their figures are to be read.</summary>
/// <param name="Methods">The methods.</param>
/// <param name="Metric">Which memory of the process the readings are of.</param>
/// <param name="AreBytesEstimated">Whether all figures of allocated bytes are estimates.</param>
sealed record RecordedLines(IReadOnlyList<MethodProfile> Methods, MemoryMetric Metric, bool AreBytesEstimated)
{
    /// <summary>Those of a report.</summary>
    public static RecordedLines Of(ProfileReport report) => new(report.Methods, report.Metric, report.AreBytesEstimated);
}
