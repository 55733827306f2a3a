using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemoryProfiler.Copies;
using MemoryProfiler.Ledger.Counters;

namespace MemoryProfiler.Ledger;

/// <summary>One thread's counters of one method; its <see cref="LineCounters"/> follow in the same native block. Who else writes what is said at <see cref="ThreadLedger"/>.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
unsafe struct MethodCounters
{
    /// <summary>The most slots of a method whose calls are only counted. The weaver knows it as well.</summary>
    public const int UnrecordedSlots = 256;

    // Explicit, as what every call touches is the last of it: half a cache line, and the entry's slot is the other half.
    const int Size = 96;

    [FieldOffset(0)]
    public int Method;

    [FieldOffset(4)]
    public int LineCount;

    /// <summary>Bytes of activations that ran inside another activation of the same method.</summary>
    [FieldOffset(8)]
    public long RepeatedBytes;

    /// <summary>Working-set increments of those activations.</summary>
    [FieldOffset(16)]
    public long RepeatedIncrement;

    /// <summary>Bytes of lambdas and local functions that are in no call. The call had ended, or nobody knows which one they belong to.</summary>
    [FieldOffset(24)]
    public long OutsideBytes;

    /// <summary>Of a method whose calls are only counted, how many an exception has left.</summary>
    [FieldOffset(32)]
    public long Failures;

    /// <summary>Earlier counts of the slots; null while no line has been visited often.</summary>
    [FieldOffset(40)]
    public VisitSnapshots* Snapshots;

    /// <summary>For each slot, how many of its bytes may be a background collection's; null until one may.</summary>
    [FieldOffset(48)]
    public long* Excess;

    /// <summary>The tick of this thread's last entry that looked for a newer reading; <see cref="Missing"/> has one that is never shown.</summary>
    [FieldOffset(64)]
    public int Tick;

    /// <summary>The reset that <see cref="MinBytes"/> and <see cref="MaxBytes"/> belong to.</summary>
    [FieldOffset(68)]
    public int Epoch;

    /// <summary>The innermost activation on this thread, or null.</summary>
    [FieldOffset(72)]
    public Frame* Running;

    /// <summary>Fewest bytes of one finished call.</summary>
    [FieldOffset(80)]
    public long MinBytes;

    /// <summary>Most bytes of one finished call.</summary>
    [FieldOffset(88)]
    public long MaxBytes;

    /// <summary>Stands in for counters that a thread does not have. Its tick sends every entry the slow path, which makes them.</summary>
    public static readonly MethodCounters* Missing = (MethodCounters*)OwnMemory.ZeroedLines(sizeof(MethodCounters));

    /// <summary>Stands in for those of a method whose calls are only counted, where nothing is recorded. Any thread may write to it, and nobody reads it.</summary>
    public static readonly MethodCounters* Unrecorded = (MethodCounters*)OwnMemory.ZeroedLines(sizeof(MethodCounters) + (UnrecordedSlots * sizeof(LineCounters)));

    /// <summary>Native bytes of the counters of a method with so many slots.</summary>
    public static int SizeOf(int lineCount) => sizeof(MethodCounters) + (lineCount * (sizeof(LineCounters) + sizeof(LineVisits)));

    /// <summary>What was noted of the slots' visits; it follows the counters of the slots.</summary>
    public static LineVisits* Visits(MethodCounters* method) => (LineVisits*)(Lines(method) + method->LineCount);

    /// <summary>The counters of the slots; they follow in the same native block.</summary>
    public static LineCounters* Lines(MethodCounters* method) => (LineCounters*)(method + 1);

    /// <summary>The counters of one slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LineCounters* Line(MethodCounters* method, int slot) =>
        // Of a slot that the JIT knows, one offset.
        (LineCounters*)((nint)method + (sizeof(MethodCounters) + (slot * sizeof(LineCounters))));

    /// <summary>Counts a visit of a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Visit(MethodCounters* method, int slot) =>
        // As in LineCounters, and of a slot that the JIT knows in one instruction.
        *(long*)((nint)method + (Size + LineCounters.SumsOffset + (slot * sizeof(LineCounters)))) =
            *(long*)((nint)method + (Size + LineCounters.SumsOffset + (slot * sizeof(LineCounters)))) + 1;

    /// <summary>Whether a finished call's bytes change no extreme; most methods allocate the same in each call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWithinExtremes(MethodCounters* method, long bytes)
    {
        var fewest = method->MinBytes;
        return bytes == fewest || (bytes > fewest && bytes <= method->MaxBytes);
    }

    /// <summary>Takes a finished call's bytes into the extremes.</summary>
    public static void Finish(MethodCounters* method, long bytes)
    {
        StartEpoch(method);
        method->MinBytes = Math.Min(method->MinBytes, bytes);
        method->MaxBytes = Math.Max(method->MaxBytes, bytes);
    }

    /// <summary>Lets the extremes begin anew if there was a reset. A line's first probe after it comes here, so no fast path looks at the epoch.</summary>
    public static void StartEpoch(MethodCounters* method)
    {
        var epoch = LedgerRegistry.Epoch;
        if (method->Epoch == epoch)
            return;
        method->MinBytes = long.MaxValue;
        method->MaxBytes = long.MinValue;
        // A report sees extremes of the new epoch or none.
        Volatile.Write(ref method->Epoch, epoch);
    }

    /// <summary>The extremes since the last reset, if a call has finished since.</summary>
    public static (long Min, long Max)? Extremes(MethodCounters* method)
    {
        if (Volatile.Read(ref method->Epoch) != LedgerRegistry.Epoch)
            return null;
        var (min, max) = (method->MinBytes, method->MaxBytes);
        return min <= max ? (min, max) : null;
    }
}
