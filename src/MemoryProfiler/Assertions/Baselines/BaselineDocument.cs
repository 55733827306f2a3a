namespace MemoryProfiler.Assertions.Baselines;

/// <summary>A baseline file's outermost object.</summary>
sealed record BaselineDocument
{
    public required string Format { get; init; }

    public required int Version { get; init; }

    public required SortedDictionary<string, BaselineEntry> Baselines { get; init; }
}
