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
}
