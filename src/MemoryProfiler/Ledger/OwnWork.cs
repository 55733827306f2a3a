using MemoryProfiler.Measurement;

namespace MemoryProfiler.Ledger;

/// <summary>
/// Encloses what the profiler does on a user's thread outside the probes' usual way: whatever it allocates there is
/// taken out of every open frame at the end. May be nested.
/// </summary>
readonly unsafe struct OwnWork : IDisposable
{
    readonly long _start;
    readonly long _takenOut;

    OwnWork(long start, long takenOut)
    {
        _start = start;
        _takenOut = takenOut;
    }

    /// <summary>Starts counting the profiler's own bytes on this thread.</summary>
    public static OwnWork Begin()
    {
        var ledger = LedgerRegistry.Current;
        var start = AllocationClock.Now();
        return ledger == null ? new OwnWork(start, 0) : new OwnWork(ExcessCheck.Run(ledger, start), ledger->OwnBytes);
    }

    /// <summary>The clock when the work began: a report's idea of now.</summary>
    public long Start => _start;

    public void Dispose()
    {
        var ledger = LedgerRegistry.Current;
        if (ledger == null)
            return;
        ExcessCheck.Pass(ledger);
        var alreadyTakenOut = ledger->OwnBytes - _takenOut;
        ThreadLedger.TakeOut(ledger, AllocationClock.Now() - _start - alreadyTakenOut);
    }
}
