namespace MemoryProfiler.Timeline.Files;

/// <summary>A series as JSON holds it.</summary>
sealed record SeriesDocument
{
    public int? ProcessId { get; init; }

    public required string Name { get; init; }

    public required MemoryMetric Metric { get; init; }

    public bool IsSum { get; init; }

    public required decimal[] Seconds { get; init; }

    public required long[] Bytes { get; init; }
}
