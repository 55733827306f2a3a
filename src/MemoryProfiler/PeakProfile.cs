namespace MemoryProfiler;

/// <summary>
/// What was alive when most was, and which lines had allocated it, as far as <c>AllocationSites</c> (package
/// MemoryProfiler.Heap) recorded it. All bytes are estimates from samples. Immutable.
/// </summary>
public sealed record PeakProfile
{
    /// <summary>Which moments it is the highest of: what is dead is found by collections alone.</summary>
    public required AllocationPeakKind Kind { get; init; }

    /// <summary>What was alive then of what was allocated since recording began, in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>How long after recording began it was, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The lines that held most of it, that with most bytes first: five at most, in any code, woven or not.</summary>
    public required IReadOnlyList<PeakLine> Lines { get; init; }

    /// <summary>Whether all figures and lines are equal.</summary>
    public bool Equals(PeakProfile? other) =>
        other is not null && (Kind, Bytes, Seconds) == (other.Kind, other.Bytes, other.Seconds) && Lines.SequenceEqual(other.Lines);

    /// <summary>A hash of the figures.</summary>
    public override int GetHashCode() => HashCode.Combine(Kind, Bytes, Seconds);
}
