using System.Text.Json.Serialization;

namespace MemoryProfiler;

/// <summary>Everything recorded up to a moment. Immutable and safe to share; equal if all figures are.</summary>
public sealed partial record ProfileReport
{
    /// <summary>The methods that were called, those that allocated most first.</summary>
    public required IReadOnlyList<MethodProfile> Methods { get; init; }

    /// <summary>When the report was taken.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>The runtime and platform that ran the program, such as <c>.NET 10.0.0, linux-x64</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>
    /// Which memory of the process the readings are of; <see cref="MemoryMetric.None"/> when the report was taken while
    /// none was read. A file without it is of the working set.
    /// </summary>
    public MemoryMetric Metric { get; init; }

    /// <summary>
    /// Whether all figures of allocated bytes are estimates. In that case the runtime's count
    /// (<see cref="GC.GetAllocatedBytesForCurrentThread"/>) was found not to be exact when the profiler started. Then no
    /// line's <see cref="LineProfile.IsExact"/> is true.
    /// </summary>
    public bool AreBytesEstimated { get; init; }

    /// <summary>What the profiler itself cost.</summary>
    public required ProfilerCost Cost { get; init; }

    /// <summary>
    /// What lived at the peak, and which lines had allocated it. Null unless <c>AllocationSites</c> (package
    /// MemoryProfiler.Heap) recorded it in this process.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PeakProfile? Peak { get; init; }

    /// <summary>Sentences on what could not be measured, each with its mend.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Whether all figures, lines and notes are equal.</summary>
    public bool Equals(ProfileReport? other) =>
        other is not null
        && CapturedAt == other.CapturedAt
        && Runtime == other.Runtime
        && Metric == other.Metric
        && AreBytesEstimated == other.AreBytesEstimated
        && Cost == other.Cost
        && Peak == other.Peak
        && Methods.SequenceEqual(other.Methods)
        && Notes.SequenceEqual(other.Notes);

    /// <summary>A hash of the moment and the number of methods.</summary>
    public override int GetHashCode() => HashCode.Combine(CapturedAt, Methods.Count);
}
