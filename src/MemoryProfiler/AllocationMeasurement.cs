namespace MemoryProfiler;

/// <summary>What one call of a delegate allocates, and how that was found out. Immutable; sizes in bytes.</summary>
public sealed record AllocationMeasurement
{
    /// <summary>
    /// Managed bytes one call allocates once it is warm, from <see cref="GC.GetAllocatedBytesForCurrentThread"/>. Two
    /// calls in a row agreed on the value. The assertion's and the profiler's own bytes are taken out.
    /// </summary>
    public required long Bytes { get; init; }

    /// <summary>What the very first call allocated: type loading, static constructors and caches included.</summary>
    public required long FirstCallBytes { get; init; }

    /// <summary>How often the delegate was called.</summary>
    public required int Calls { get; init; }

    /// <summary>How many of these calls were more than the two that must agree; <see cref="Notes"/> say why.</summary>
    public required int Retries { get; init; }

    /// <summary>Why calls were repeated, and what makes the figure less certain; empty when there is nothing to say.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Whether all figures and notes are equal.</summary>
    /// <param name="other">Another measurement.</param>
    public bool Equals(AllocationMeasurement? other) =>
        other is not null
        && (Bytes, FirstCallBytes, Calls, Retries) == (other.Bytes, other.FirstCallBytes, other.Calls, other.Retries)
        && Notes.SequenceEqual(other.Notes);

    /// <summary>A hash of the figures.</summary>
    public override int GetHashCode() => HashCode.Combine(Bytes, FirstCallBytes, Calls, Retries);
}
