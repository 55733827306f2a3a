namespace MemoryProfiler.Collecting;

/// <summary>What the ledgers held at a moment, slot by slot: a line's visits are the most of its slots', so lines cannot be subtracted.</summary>
/// <param name="totals">By method number.</param>
/// <param name="isOneThread">Whether it is the calling thread's ledger alone.</param>
sealed class LedgerSnapshot(Dictionary<int, MethodTotals> totals, bool isOneThread)
{
    public Dictionary<int, MethodTotals> Totals => totals;

    public bool IsOneThread => isOneThread;
}
