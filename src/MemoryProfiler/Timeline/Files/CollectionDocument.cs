namespace MemoryProfiler.Timeline.Files;

/// <summary>A collection as JSON holds it.</summary>
sealed record CollectionDocument
{
    public required decimal Time { get; init; }

    public required int Generation { get; init; }

    public decimal? Pause { get; init; }

    public int? ProcessId { get; init; }
}
