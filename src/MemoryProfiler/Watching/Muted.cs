using MemoryProfiler.Ledger;

namespace MemoryProfiler.Watching;

/// <summary>Encloses code of the user's that the profiler calls: nothing on this thread is recorded meanwhile.</summary>
readonly unsafe struct Muted : IDisposable
{
    readonly ThreadLedger* _ledger;

    Muted(ThreadLedger* ledger) => _ledger = ledger;

    /// <summary>Stops recording on this thread, unless it has stopped already.</summary>
    public static Muted Begin()
    {
        var ledger = LedgerRegistry.Current;
        if (ledger == null || ledger->Current == ledger->Muted)
            return default;
        ThreadLedger.Mute(ledger);
        return new Muted(ledger);
    }

    public void Dispose()
    {
        if (_ledger != null)
            ThreadLedger.Unmute(_ledger);
    }
}
