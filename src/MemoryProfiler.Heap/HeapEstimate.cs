namespace MemoryProfiler;

/// <summary>
/// What a snapshot would be of, and what taking it would need, told before anything is stopped. The heap's bytes are the
/// runtime's; the rest is an estimate. Immutable.
/// </summary>
/// <param name="HeapBytes">What is on the heap, in bytes, with what nobody has collected yet.</param>
/// <param name="Objects">About how many objects that is: by the process's last snapshot, or else of 64 bytes each beside the large ones.</param>
/// <param name="MemoryBytes">About how much native memory the runtime's buffer and the snapshot would take at their peak, in bytes.</param>
public sealed record HeapEstimate(long HeapBytes, long Objects, long MemoryBytes);
