namespace MemoryProfiler;

/// <summary>
/// A named stretch of a <see cref="MemoryRecording"/>. It is the call of a <c>[Profile]</c> method, a
/// <see cref="MemoryScope"/>, a <see cref="MemoryMonitor.Span"/>, or a function of a <c>.dat</c> file. Immutable; sizes
/// in bytes, times from the recording's start.
/// </summary>
public sealed record RecordedSpan
{
    /// <summary>The method's name with its type and without parameters, or the name the span was given.</summary>
    public required string Name { get; init; }

    /// <summary>When it began; negative if that was before the recording's first sample.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>When it ended.</summary>
    public required TimeSpan End { get; init; }

    /// <summary>The process's resident bytes when it began, from a reading at most 0.1 ms old. It is null if they could not be read.</summary>
    public long? StartBytes { get; init; }

    /// <summary>The process's resident bytes when it ended; null if they could not be read.</summary>
    public long? EndBytes { get; init; }

    /// <summary>
    /// The managed bytes that the call allocated, callees included, exact where the report's are. It is null where that
    /// is not known, as in a <c>.dat</c> file.
    /// </summary>
    public long? AllocatedBytes { get; init; }

    /// <summary>How many spans of its thread were running when it began: 0 for an outermost one.</summary>
    public int Depth { get; init; }

    /// <summary>The process it ran in; null if that is not known.</summary>
    public int? ProcessId { get; init; }

    /// <summary>The managed id of the thread on which it began; null if that is not known.</summary>
    public int? ThreadId { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration => End - Start;
}
