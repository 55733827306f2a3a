namespace MemoryProfiler.Assertions.Baselines;

/// <summary>What a call allocated when its baseline was written, and under what.</summary>
sealed record BaselineEntry
{
    public required long Bytes { get; init; }

    public required string Build { get; init; }

    public required string Runtime { get; init; }
}
