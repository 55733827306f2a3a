using MemoryProfiler.Measurement.Clock;

namespace MemoryProfiler.Ledger.Marks;

/// <summary>A moment up to which a thread ran a line.</summary>
struct LineMark
{
    /// <summary>The <see cref="Method"/> of what runs outside profiled methods, and of the profiler's own work.</summary>
    public const int Outside = -1;

    /// <summary>The moment, as <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> counts.</summary>
    public long Time;

    /// <summary>The operating system's number of the thread.</summary>
    public ulong Thread;

    /// <summary>The process-wide id of the method, or <see cref="Outside"/>.</summary>
    public int Method;

    /// <summary>The slot of the line.</summary>
    public int Slot;

    /// <summary>Where the thread's next object goes from here on; 0 if that is not known.</summary>
    public nint Pointer;

    /// <summary>What the line has allocated up to here since the thread was at another one.</summary>
    public long Bytes;

    /// <summary>Where the line began in the quantum that the thread had then, if it has another one by now; else 0.</summary>
    public nint EarlierPointer;

    /// <summary>The end of that quantum; 0 if it is still the thread's.</summary>
    public nint EarlierLimit;

    /// <summary>
    /// Whether the line can have allocated a small object. The runtime draws the next sample anew with some objects, so that
    /// two samples later a quantum may be again what it was: then this is the mark of a line that came afterwards.
    /// </summary>
    /// <param name="address">Where the object was made; 0 if it is not a small one, each of which makes a mark.</param>
    public readonly bool Covers(nint address) =>
        address == 0 || Pointer == 0 || Bytes >= AllocationContext.LargestQuantum
        || (address < Pointer && address >= Pointer - Bytes)
        || (address < EarlierLimit && address >= EarlierPointer);
}
