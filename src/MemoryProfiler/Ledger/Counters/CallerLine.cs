namespace MemoryProfiler.Ledger.Counters;

/// <summary>A line that was running when a logical call began. It gets what the call's later segments allocate, whichever thread runs them.</summary>
struct CallerLine
{
    public int Method;
    public int SlotCount;
    public int Slot;
}
