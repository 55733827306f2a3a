namespace MemoryProfiler;

/// <summary>How a snapshot of the heap is taken. Not safe for several threads.</summary>
public sealed class HeapSnapshotOptions
{
    /// <summary>
    /// The bytes of native memory that taking the snapshot may need at most: the runtime's buffer and the snapshot itself.
    /// A heap that needs more is refused: before anything is stopped if <see cref="HeapSnapshot.Estimate"/> says more. 0, the
    /// default: a third of the memory that the process can still have, and nothing is refused by an estimate.
    /// </summary>
    public long MaxMemoryBytes { get; set; }

    /// <summary>
    /// How many objects the heap may have at most. One with more is refused: before anything is stopped if
    /// <see cref="HeapSnapshot.Estimate"/> says more. 0, the default: as many as there are.
    /// </summary>
    public long MaxObjects { get; set; }

    /// <summary>How long taking it may last at most. One minute by default; what lasts longer is given up.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    internal int? BufferMegabytes { get; set; }
}
