namespace MemoryProfiler.Ledger.Counters;

/// <summary>Visits of a slot and what they allocated, as of a moment.</summary>
struct VisitCount
{
    public long Visits;

    /// <summary>Bytes, recursion counted once.</summary>
    public long Bytes;

    /// <summary>The counts of a slot whose visit has just ended.</summary>
    public static unsafe VisitCount Of(LineCounters* line) => new() { Visits = line->Sums.Visits, Bytes = line->Sums.Bytes - line->Sums.RepeatedBytes };
}
