namespace MemoryProfiler;

/// <summary>How the objects of one type became more or fewer between two snapshots. Immutable.</summary>
/// <param name="Name">The type's full name.</param>
/// <param name="CountBefore">How many there were.</param>
/// <param name="CountAfter">How many there are.</param>
/// <param name="BytesBefore">What they took, in bytes.</param>
/// <param name="BytesAfter">What they take, in bytes.</param>
public sealed record HeapTypeChange(string Name, long CountBefore, long CountAfter, long BytesBefore, long BytesAfter)
{
    /// <summary>How many more; negative if there are fewer.</summary>
    public long CountDelta => CountAfter - CountBefore;

    /// <summary>How many bytes more; negative if they take less.</summary>
    public long BytesDelta => BytesAfter - BytesBefore;

    /// <summary>How many of those that are there were not there before; null if it is not known (<see cref="HeapComparison.NewUnknownBecause"/>).</summary>
    public long? NewCount { get; init; }

    /// <summary>
    /// How many of <see cref="NewCount"/> may have been there all the same: other threads had created them while the earlier
    /// snapshot began. 0: the figure is exact.
    /// </summary>
    public long MaybeOlderCount { get; init; }

    /// <summary>How many of those that were there are gone; null if it is not known, exact if <see cref="NewCount"/> is.</summary>
    public long? GoneCount => CountBefore - CountAfter + NewCount;
}
