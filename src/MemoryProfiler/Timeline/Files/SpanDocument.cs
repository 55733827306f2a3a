namespace MemoryProfiler.Timeline.Files;

/// <summary>A span as JSON holds it.</summary>
sealed record SpanDocument
{
    public required string Name { get; init; }

    public required decimal Start { get; init; }

    public required decimal End { get; init; }

    public long? StartBytes { get; init; }

    public long? EndBytes { get; init; }

    public long? AllocatedBytes { get; init; }

    public int Depth { get; init; }

    public int? ProcessId { get; init; }

    public int? ThreadId { get; init; }
}
