namespace MemoryProfiler;

/// <summary>
/// One metric of one process, or of a process and its children, over time. Immutable and safe to share; equal if all samples
/// are.
/// </summary>
public sealed record MemorySeries
{
    readonly IReadOnlyList<MemorySample> _samples = [];

    /// <summary>The process; null if the file does not say.</summary>
    public int? ProcessId { get; init; }

    /// <summary>The process's name; empty if the file does not say.</summary>
    public required string Name { get; init; }

    /// <summary>Which memory it is.</summary>
    public required MemoryMetric Metric { get; init; }

    /// <summary>Whether the memory of the process's children, and of theirs, is in it.</summary>
    public bool IsSum { get; init; }

    /// <summary>The samples in the order of time. Where there were too many to keep, each lowest and each highest of a stretch is among them.</summary>
    public required IReadOnlyList<MemorySample> Samples
    {
        get => _samples;
        init
        {
            _samples = value;
            Peak = Highest(value);
        }
    }

    /// <summary>The highest sample, the first of several that are equal; null if there is none.</summary>
    public MemorySample? Peak { get; private init; }

    /// <summary>Whether all samples and what they are of are equal.</summary>
    public bool Equals(MemorySeries? other) =>
        other is not null
        && ProcessId == other.ProcessId
        && Name == other.Name
        && Metric == other.Metric
        && IsSum == other.IsSum
        && Samples.SequenceEqual(other.Samples);

    /// <summary>A hash of what it is of and the number of samples.</summary>
    public override int GetHashCode() => HashCode.Combine(ProcessId, Name, Metric, IsSum, Samples.Count);

    static MemorySample? Highest(IReadOnlyList<MemorySample> samples)
    {
        MemorySample? highest = null;
        foreach (var sample in samples)
        {
            if (highest is null || sample.Bytes > highest.Value.Bytes)
                highest = sample;
        }
        return highest;
    }
}
