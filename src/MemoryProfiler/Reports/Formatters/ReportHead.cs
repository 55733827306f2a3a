namespace MemoryProfiler.Reports.Formatters;

/// <summary>What is read first, so that a newer version's file is named as such and not as broken.</summary>
sealed record ReportHead
{
    public string? Format { get; init; }

    public int Version { get; init; }
}
