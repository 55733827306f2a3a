using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemoryProfiler.Ledger.Counters;

/// <summary>
/// What one thread has counted for one slot: a visible sequence point, or a method's entry. It is 64 bytes of native memory.
/// What every visit touches is the first half, which is in one cache line.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct LineCounters
{
    /// <summary>Where <see cref="Sums"/> are; visits are the first of them.</summary>
    public const int SumsOffset = 8;

    /// <summary>The tick at which this line last took a reading; 0 sends its next probe to take one.</summary>
    public int Tick;

    /// <summary>The epoch of readings that the maximum belongs to.</summary>
    public int Epoch;

    /// <summary>What its visits add up to.</summary>
    public LineSums Sums;

    /// <summary>Highest reading while the line ran.</summary>
    public long WorkingSetMax;

    /// <summary>What a line's visits add up to. Where its fields are reached through the line the JIT asks first whether there is one.</summary>
    public static LineSums* SumsOf(LineCounters* line) => (LineSums*)((nint)line + SumsOffset);

    /// <summary>Counts a visit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Visit(LineCounters* line) =>
        // Not by an increment, for which the JIT would compute the address first.
        *(long*)((nint)line + SumsOffset) = *(long*)((nint)line + SumsOffset) + 1;
}
