namespace MemoryProfiler.Collecting;

/// <summary>What the ledgers held at a moment, slot by slot. A line's visits are the most of its slots', so lines cannot be subtracted.</summary>
/// <param name="totals">By method number.</param>
/// <param name="choice">Which ledgers.</param>
sealed class LedgerSnapshot(Dictionary<int, MethodTotals> totals, LedgerChoice choice)
{
    public Dictionary<int, MethodTotals> Totals => totals;

    public LedgerChoice Choice => choice;
}
