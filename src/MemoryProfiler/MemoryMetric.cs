namespace MemoryProfiler;

/// <summary>
/// A memory of a process. The columns <c>Mem usage</c> and <c>Increment</c> show one of them, as the option
/// <see cref="MemoryProfilerOptions.Metric"/> says. The allocated bytes of lines do not depend on it. A
/// <see cref="MemoryRecording"/> has a series for each that was asked for.
/// </summary>
public enum MemoryMetric
{
    /// <summary>Resident bytes: Linux <c>statm</c>, Windows <c>WorkingSetSize</c>, macOS <c>phys_footprint</c>.</summary>
    WorkingSet,

    /// <summary>
    /// Committed memory that no other process shares, resident or not: what <see cref="System.Diagnostics.Process.PrivateMemorySize64"/>
    /// means. Linux <c>VmData</c> and <c>VmStk</c>, Windows <c>PrivateUsage</c>, macOS <c>phys_footprint</c>.
    /// </summary>
    PrivateBytes,

    /// <summary>Resident bytes, each shared page divided by the number of its users. Linux only; slow to read, so read less often.</summary>
    Pss,

    /// <summary>Resident bytes that no other process shares: what its end would give back. Linux only; slow to read, so read less often.</summary>
    Uss,

    /// <summary>Bytes the garbage-collected heap holds, from <see cref="GC.GetTotalMemory"/>: everywhere, and the cheapest.</summary>
    ManagedHeap,

    /// <summary>Nothing: allocated bytes only, and the two columns are blank.</summary>
    None,

    /// <summary>
    /// Bytes the runtime has committed for the garbage-collected heap as of its last collection, used or not, from
    /// <see cref="GCMemoryInfo.TotalCommittedBytes"/>. Only in recordings of the own process, as reading it allocates.
    /// </summary>
    Committed,
}
