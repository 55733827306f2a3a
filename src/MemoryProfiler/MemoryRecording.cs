namespace MemoryProfiler;

/// <summary>
/// Memory over time, as <see cref="MemoryMonitor"/> or <c>dotnet mprof</c> recorded it. Immutable and safe to share; equal if
/// all of it is.
/// </summary>
public sealed partial record MemoryRecording
{
    /// <summary>What was recorded: a command line, or the name of a process; empty if the file does not say.</summary>
    public required string Command { get; init; }

    /// <summary>When the recording began; of a <c>.dat</c> file, the time of its first sample.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The time between two samples that was asked for; of a <c>.dat</c> file, the median of what it was.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>How long was recorded.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>
    /// The series. First come those of the process, or of the sum over its children, one for each metric. Those of single
    /// children are behind them. There is at least one.
    /// </summary>
    public required IReadOnlyList<MemorySeries> Series { get; init; }

    /// <summary>Calls and named spans in the order of their start; those of a <c>.dat</c> file in its own.</summary>
    public IReadOnlyList<RecordedSpan> Spans { get; init; } = [];

    /// <summary>Garbage collections in the order of time.</summary>
    public IReadOnlyList<RecordedCollection> Collections { get; init; } = [];

    /// <summary>
    /// What the first series read before anything ran: just before the measured delegate, or when watching began. Null if it
    /// could not be read.
    /// </summary>
    public long? Baseline { get; init; }

    /// <summary>Sentences on what could not be read, was left out or was thinned.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The highest sample of the first series; null if it has none.</summary>
    public MemorySample? Peak => Series.Count == 0 ? null : Series[0].Peak;

    /// <summary>Whether all samples, spans, collections and notes are equal.</summary>
    public bool Equals(MemoryRecording? other) =>
        other is not null
        && Command == other.Command
        && Start == other.Start
        && Interval == other.Interval
        && Duration == other.Duration
        && Baseline == other.Baseline
        && Series.SequenceEqual(other.Series)
        && Spans.SequenceEqual(other.Spans)
        && Collections.SequenceEqual(other.Collections)
        && Notes.SequenceEqual(other.Notes);

    /// <summary>A hash of the moment and what was recorded.</summary>
    public override int GetHashCode() => HashCode.Combine(Command, Start, Series.Count);
}
