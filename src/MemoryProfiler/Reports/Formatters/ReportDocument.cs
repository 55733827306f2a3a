namespace MemoryProfiler.Reports.Formatters;

/// <summary>A JSON file's outermost object.</summary>
sealed record ReportDocument
{
    public required string Format { get; init; }

    public required int Version { get; init; }

    public required ProfileReport Report { get; init; }
}
