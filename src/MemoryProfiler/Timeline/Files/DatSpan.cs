namespace MemoryProfiler.Timeline.Files;

/// <summary>A function's line in a <c>.dat</c> file, whose start is not known before all lines are.</summary>
readonly record struct DatSpan(string Name, DateTimeOffset Start, long StartBytes, DateTimeOffset End, long EndBytes, int Level)
{
    /// <summary>The span of a recording that began at a moment.</summary>
    public RecordedSpan Since(DateTimeOffset start) => new()
    {
        Name = Name,
        Start = Start - start,
        End = End - start,
        StartBytes = StartBytes,
        EndBytes = EndBytes,
        Depth = Level,
    };
}
