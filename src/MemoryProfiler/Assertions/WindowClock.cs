using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement;

namespace MemoryProfiler.Assertions;

/// <summary>The current thread's allocated bytes without those of the profiler and of the assertions themselves.</summary>
static unsafe class WindowClock
{
    [ThreadStatic]
    static long _takenOut;

    /// <summary>Bytes so far. Allocates nothing.</summary>
    public static long Now()
    {
        var now = AllocationClock.Now();
        var ledger = LedgerRegistry.Current;
        return now - _takenOut - (ledger == null ? 0 : ledger->OwnBytes);
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
