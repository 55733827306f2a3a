namespace MemoryProfiler;

/// <summary>What is being done for a snapshot, in this order.</summary>
public enum HeapSnapshotStage
{
    /// <summary>Another snapshot is being taken.</summary>
    Waiting,

    /// <summary>The runtime collects everything and walks the heap; the program stands still for a part of it.</summary>
    Walking,

    /// <summary>What the runtime found is read. The program runs.</summary>
    Reading,

    /// <summary>References are led to their objects, and fields found. The program runs.</summary>
    Building,
}
