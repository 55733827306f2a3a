using System.Runtime;
using System.Runtime.CompilerServices;

namespace MemoryProfiler.Measurement.Clock;

/// <summary>
/// Compares direct readings with the runtime's own call. Two fields of the context are not in the runtime's descriptor
/// and are taken to follow the others. Only agreement can prove that.
/// </summary>
static unsafe class ClockCheck
{
    /// <summary>How many pairs of readings must agree.</summary>
    public const int Readings = 96;

    const int LargeObject = 100_000;
    const int PinnedObject = 4_000;

    static object? _kept;

    /// <summary>
    /// Whether every reading of the calling thread's context equals the runtime's, across small, large and pinned objects and
    /// a collection. In a region in which the program allows no collection that cannot be known.
    /// </summary>
    public static bool Agrees(AllocationContext* context)
    {
        if (context == AllocationContext.Unknown || GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            return false;
        var first = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Readings; i++)
        {
            if (!Agree(context))
                return false;
            Allocate(i);
        }
        _kept = null;
        // A structure in which nothing moves would agree with a clock that stands still.
        return Agree(context) && GC.GetAllocatedBytesForCurrentThread() - first > Readings * 24;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static bool Agree(AllocationContext* context)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var direct = AllocationClock.Now(context, out _);
        var after = GC.GetAllocatedBytesForCurrentThread();
        // A background collection that ends between the calls moves both; the reading then lies between them.
        return direct >= before && direct <= after && (before == after || direct == before || direct == after);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Allocate(int i)
    {
        _kept = (i % 32) switch
        {
            3 => new byte[LargeObject],
            5 => GC.AllocateUninitializedArray<byte>(PinnedObject, pinned: true),
            6 or 14 or 22 => new byte[i * 40],
            _ => new object(),
        };
        if (i == Readings / 2)
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
    }
}
