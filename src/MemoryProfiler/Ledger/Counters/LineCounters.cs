using System.Runtime.InteropServices;

namespace MemoryProfiler.Ledger.Counters;

/// <summary>What one thread has counted for one slot (a visible sequence point, or a method's entry): one cache line of native memory.</summary>
[StructLayout(LayoutKind.Sequential)]
struct LineCounters
{
    /// <summary>Visits; calls for the entry slot. First of all fields: probes count at the address of the whole.</summary>
    public long Hits;

    /// <summary>Bytes allocated during all visits, callees included.</summary>
    public long Bytes;

    /// <summary>Of <see cref="Bytes"/>, what profiled callees allocated.</summary>
    public long CalleeBytes;

    /// <summary>Of <see cref="Bytes"/>, what an outer visit of this same line on this thread counts as well (recursion).</summary>
    public long RepeatedBytes;

    /// <summary>Sum over visits of the process's memory at the end less at the start.</summary>
    public long WorkingSetIncrement;

    /// <summary>Of <see cref="WorkingSetIncrement"/>, what an outer visit of this same line counts as well.</summary>
    public long RepeatedIncrement;

    /// <summary>Highest reading while the line ran.</summary>
    public long WorkingSetMax;

    /// <summary>The tick at which this line last took a reading; 0 sends its next probe to take one.</summary>
    public int Tick;

    /// <summary>The epoch of readings that the maximum belongs to.</summary>
    public int Epoch;
}
