namespace MemoryProfiler.Timeline.Files;

/// <summary>A recording as JSON holds it: times in seconds from its start, samples as two rows of numbers.</summary>
sealed record RecordingDocument
{
    public required string Format { get; init; }

    public required int Version { get; init; }

    public required string Command { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required decimal Interval { get; init; }

    public required decimal Duration { get; init; }

    public long? Baseline { get; init; }

    public required SeriesDocument[] Series { get; init; }

    public required SpanDocument[] Spans { get; init; }

    public required CollectionDocument[] Collections { get; init; }

    public required string[] Notes { get; init; }
}
