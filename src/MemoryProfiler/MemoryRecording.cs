using MemoryProfiler.Timeline.Files;

namespace MemoryProfiler;

/// <summary>
/// Memory over time, as <see cref="MemoryMonitor"/> or <c>dotnet mprof</c> recorded it. Immutable and safe to share; equal if
/// all of it is.
/// </summary>
public sealed record MemoryRecording
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

    /// <summary>Reads a recording from a file: a <c>.json</c> of <see cref="Save"/>'s, or a <c>.dat</c> of its or of <c>mprof</c>'s.</summary>
    /// <param name="path">The file. One with another ending is read as <c>.dat</c>, unless it begins as JSON does.</param>
    /// <returns>The recording. Lines of a <c>.dat</c> that cannot be read are left out and named in its <see cref="Notes"/>.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no recording, has no sample at all, or was written by a newer version.</exception>
    public static MemoryRecording Load(string path) => RecordingFile.Load(path);

    /// <summary>Writes the recording to a file, in the form that its ending names.</summary>
    /// <param name="path">
    /// The file. A <c>.json</c> holds everything. A <c>.dat</c> is what <c>mprof</c> of Python's memory_profiler reads:
    /// the first series, the children's of the same metric, and spans, whose names lose their blanks. An existing one is
    /// replaced as a whole, and a folder that is missing is made. <c>{pid}</c> becomes the number of the process,
    /// <c>{time}</c> the local time.
    /// </param>
    /// <exception cref="ArgumentException">The path is empty or ends in something else.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => RecordingFile.Save(this, path);

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
