using MemoryProfiler.Copies;
using MemoryProfiler.Measurement.Clock;

namespace MemoryProfiler.Ledger;

/// <summary>
/// What a copy of this library allocates for itself is in no line of another copy's either: they tell one another, on the
/// thread that has allocated it.
/// </summary>
static unsafe class TakenBytes
{
    // What goes to another copy must not be allocated for it.
    [ThreadStatic]
    static long[]? _message;

    /// <summary>Bytes that were told of on this thread so far, by this copy or to it.</summary>
    [ThreadStatic]
    public static long Told;

    /// <summary>Takes out what other copies tell of, and what is allocated for memory of this one. Called once.</summary>
    public static void Start()
    {
        OwnMemory.Allocated = &TakeOut;
        OtherCopies.OnAsked(CopyQuestion.TakeOut, static message =>
        {
            var bytes = ((long[])message!)[0];
            Told += bytes;
            TakeOut(bytes);
            return null;
        });
    }

    /// <summary>Tells the other copies of what this one has allocated on the calling thread.</summary>
    /// <param name="start">The clock when the work began.</param>
    /// <param name="told">What <see cref="Told"/> was then.</param>
    public static void TellSince(long start, long told)
    {
        var message = _message ??= new long[1];
        message[0] = AllocationClock.Now() - start - (Told - told);
        if (message[0] == 0)
            return;
        Told += message[0];
        OtherCopies.Tell(CopyQuestion.TakeOut, message);
    }

    static void TakeOut(long bytes)
    {
        var ledger = LedgerRegistry.Current;
        if (ledger != null)
            ThreadLedger.TakeOut(ledger, bytes);
    }
}
