namespace MemoryProfiler;

/// <summary>How a thread's allocated bytes are read. Both ways give the same number; they differ in what a reading costs.</summary>
public enum AllocationClockKind
{
    /// <summary>
    /// The thread's allocation context is read directly. A check at start must show that this agrees with
    /// <see cref="GC.GetAllocatedBytesForCurrentThread"/>; elsewhere it is as <see cref="Gc"/>. A report's last line says
    /// which it was.
    /// </summary>
    Direct,

    /// <summary>By <see cref="GC.GetAllocatedBytesForCurrentThread"/>.</summary>
    Gc,
}
