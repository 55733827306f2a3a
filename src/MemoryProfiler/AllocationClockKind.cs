namespace MemoryProfiler;

/// <summary>How a thread's allocated bytes are read. Both ways give the same number; they differ in what a reading costs.</summary>
public enum AllocationClockKind
{
    /// <summary>
    /// The thread's allocation context is read directly, where a check at start shows that this agrees with
    /// <see cref="GC.GetAllocatedBytesForCurrentThread"/>; elsewhere as <see cref="Gc"/>. A report's last line says which it was.
    /// </summary>
    Direct,

    /// <summary>By <see cref="GC.GetAllocatedBytesForCurrentThread"/>.</summary>
    Gc,
}
