using MemoryProfiler.Ledger;

namespace MemoryProfiler.Watching;

/// <summary>Encloses code of the user's that the profiler calls: nothing on this thread is recorded meanwhile.</summary>
readonly unsafe struct Suppression : IDisposable
{
    readonly ThreadLedger* _ledger;

    Suppression(ThreadLedger* ledger) => _ledger = ledger;

    /// <summary>Stops recording on this thread, unless it has stopped already.</summary>
    public static Suppression Begin()
    {
        var ledger = LedgerRegistry.Current;
        if (ledger == null || ledger->Current == ledger->Suppressed)
            return default;
        ThreadLedger.Suppress(ledger);
        LedgerRegistry.CountCalls(isWanted: false);
        return new Suppression(ledger);
    }

    public void Dispose()
    {
        if (_ledger != null)
            ThreadLedger.Resume(_ledger);
    }
}
