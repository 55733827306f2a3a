namespace MemoryProfiler;

/// <summary>Which memory of the process the columns <c>Mem usage</c> and <c>Increment</c> show. The allocated bytes of lines do not depend on it.</summary>
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
}
