using System.Runtime.CompilerServices;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Measurement.Clock;

/// <summary>The current thread's allocated managed bytes: the one clock every figure is read from.</summary>
static unsafe class AllocationClock
{
    static int _isChecked;

    /// <summary>Whether the runtime's count was found to move by something else than the bytes of what is allocated.</summary>
    public static bool IsInexact { get; private set; }

    /// <summary>Makes ready the clock that the settings ask for. May allocate: the caller takes that out.</summary>
    public static void Start()
    {
        if (Interlocked.Exchange(ref _isChecked, 1) == 0)
            IsInexact = !CounterCheck.IsExact(GC.GetAllocatedBytesForCurrentThread);
        if (CurrentSettings.Clock == AllocationClockKind.Direct)
            DirectClock.Start();
    }

    /// <summary>The clock that threads read which begin to be profiled now.</summary>
    public static AllocationClockKind InUse =>
        CurrentSettings.Clock == AllocationClockKind.Direct && DirectClock.IsAvailable ? AllocationClockKind.Direct : AllocationClockKind.Gc;

    /// <summary>Where the calling thread's bytes are to be read; <see cref="AllocationContext.Unknown"/> if the runtime is to be asked.</summary>
    public static AllocationContext* ContextOfCurrentThread() =>
        InUse == AllocationClockKind.Direct ? DirectClock.ContextOfCurrentThread() : AllocationContext.Unknown;

    /// <summary>Bytes the current thread has allocated so far; exact, never falls, allocates nothing.</summary>
    public static long Now() => GC.GetAllocatedBytesForCurrentThread();

    /// <summary>The same figure, read at the place where the runtime keeps it if that is known.</summary>
    /// <param name="context">The current thread's context, from <see cref="ContextOfCurrentThread"/>.</param>
    /// <param name="quantum">
    /// Tells the thread's allocation quantum from others, and from itself before a large object, for
    /// <see cref="TryRead"/>. Without a context it is the figure itself, which moves at least as often.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Now(AllocationContext* context, out long quantum)
    {
        quantum = Quantum(context);
        if (quantum != AllocationContext.UnknownQuantum && TryRead(context, quantum, out var now))
            return now;
        // Not through an out parameter of a call, which would keep the quantum in memory on the fast path too.
        var asked = GC.GetAllocatedBytesForCurrentThread();
        quantum = asked;
        return asked;
    }

    /// <summary>Reads the figure if the thread still has the allocation quantum it had.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(AllocationContext* context, long quantum, out long now)
    {
        now = quantum - Sampled(context) + Volatile.Read(ref context->Pointer);
        // A collection between the loads has taken the quantum.
        return Quantum(context) == quantum;
    }

    /// <summary>
    /// What all but the place of the next object contributes to the figure. The limit alone would not tell one quantum
    /// from others. After a background collection a thread can be given the unused rest of its quantum again, with the
    /// same end (2 of 99 collections). A large object changes it too.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static long Quantum(AllocationContext* context) =>
        // Volatile: plain loads are merged across the allocation helper, which was wrong 3,000 times out of 3,000.
        Volatile.Read(ref context->Bytes) - Volatile.Read(ref context->Limit) + Volatile.Read(ref context->LargeBytes) + Sampled(context);

    /// <summary>Moves with every object that the runtime samples, so that its line takes the slow path; 0 unless types are asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static long Sampled(AllocationContext* context) =>
        // A multiple of 8, as are all quanta of threads.
        TypeSwitch.IsOn ? AllocationContext.CombinedLimit(context) << 3 : 0;
}
