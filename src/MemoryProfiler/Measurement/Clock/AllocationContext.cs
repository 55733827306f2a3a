using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemoryProfiler.Copies;

namespace MemoryProfiler.Measurement.Clock;

/// <summary>
/// The runtime's own record of what one thread has allocated (<c>gc_alloc_context</c>). Only its own thread may read it:
/// it dies with the thread.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct AllocationContext
{
    /// <summary>
    /// What no allocation quantum is told by, as those are multiples of 8. It says that this is not a thread's context
    /// and the runtime is to be asked.
    /// </summary>
    public const long UnknownQuantum = 2;

    /// <summary>The runtime gives no thread more than this at once, but for an object that is larger itself.</summary>
    public const int LargestQuantum = 8 << 10;

    /// <summary>Stands in for the context of threads whose own is not known, so that no probe tests for null.</summary>
    public static readonly AllocationContext* Unknown = NewUnknown();

    /// <summary>Where the thread's next object goes.</summary>
    public nint Pointer;

    /// <summary>The end of the allocation quantum the thread was given; 0 after a collection.</summary>
    public nint Limit;

    /// <summary>Bytes of all pieces given so far.</summary>
    public long Bytes;

    /// <summary>Bytes of large and pinned objects, which are not cut from a quantum.</summary>
    public long LargeBytes;

    /// <summary>
    /// Where the next object stops that the runtime cuts from the quantum without looking: the limit, or the next object
    /// that it samples. It lies before the context (from .NET 10 on).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long CombinedLimit(AllocationContext* context) => Volatile.Read(ref *((long*)context - 1));

    static AllocationContext* NewUnknown()
    {
        var unknown = (AllocationContext*)((long*)OwnMemory.Zeroed(sizeof(long) + sizeof(AllocationContext)) + 1);
        unknown->Bytes = UnknownQuantum;
        return unknown;
    }
}
