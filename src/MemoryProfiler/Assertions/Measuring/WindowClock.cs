using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement.Clock;

namespace MemoryProfiler.Assertions.Measuring;

/// <summary>The current thread's allocated bytes without those of the profiler and of the assertions themselves.</summary>
static unsafe class WindowClock
{
    [ThreadStatic]
    static long _takenOut;

    /// <summary>Bytes so far. Allocates nothing.</summary>
    public static long Now()
    {
        // Before the clock is read: a thread's first look at its own fields can allocate.
        var takenOut = _takenOut;
        var ledger = LedgerRegistry.Current;
        var own = ledger == null ? 0 : ledger->OwnBytes;
        return AllocationClock.Now() - takenOut - own;
    }

    /// <summary>Takes bytes out of every open window of this thread.</summary>
    public static void TakeOut(long bytes) => _takenOut += bytes;

    /// <summary>Takes bytes out of every open window and out of the profiled lines that are running.</summary>
    public static void TakeOutOfLinesToo(long bytes)
    {
        var ledger = LedgerRegistry.Current;
        if (ledger == null)
            TakeOut(bytes);
        else
            ThreadLedger.TakeOut(ledger, bytes);
    }
}
