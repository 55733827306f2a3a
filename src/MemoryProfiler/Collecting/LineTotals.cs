using MemoryProfiler.Ledger.Counters;

namespace MemoryProfiler.Collecting;

/// <summary>What all threads counted for one slot.</summary>
struct LineTotals
{
    public long Hits;

    /// <summary>Of <see cref="Hits"/>, those of code that was not optimised yet.</summary>
    public long ColdHits;
    public long Bytes;
    public long CalleeBytes;
    public long RepeatedBytes;
    public long WorkingSetIncrement;
    public long RepeatedIncrement;
    public long WorkingSetMax;

    /// <summary>How many of the bytes may be a background collection's.</summary>
    public long Excess;

    /// <summary>The line was running on another thread: its figures stop at that thread's last probe.</summary>
    public bool IsPartial;

    /// <summary>Which first visit of the process the first one was; 0 if it has not ended.</summary>
    public int FirstOrder;

    /// <summary>What the first visit allocated.</summary>
    public long FirstBytes;

    /// <summary>The latest visits, and what they allocated.</summary>
    public VisitCount Later;

    /// <summary>Its visits cannot be told apart.</summary>
    public bool IsMixed;

    public void Add(in LineTotals other)
    {
        if (other.FirstOrder != 0 && (FirstOrder == 0 || other.FirstOrder < FirstOrder))
            (FirstOrder, FirstBytes) = (other.FirstOrder, other.FirstBytes);
        Later.Hits += other.Later.Hits;
        Later.Bytes += other.Later.Bytes;
        IsMixed |= other.IsMixed;
        Hits += other.Hits;
        ColdHits += other.ColdHits;
        Bytes += other.Bytes;
        CalleeBytes += other.CalleeBytes;
        RepeatedBytes += other.RepeatedBytes;
        WorkingSetIncrement += other.WorkingSetIncrement;
        RepeatedIncrement += other.RepeatedIncrement;
        WorkingSetMax = Math.Max(WorkingSetMax, other.WorkingSetMax);
        Excess += other.Excess;
        IsPartial |= other.IsPartial;
    }

    /// <summary>Takes sums of an earlier moment away; maxima start anew by their epoch.</summary>
    public void Subtract(in LineTotals earlier)
    {
        Hits -= earlier.Hits;
        ColdHits -= earlier.ColdHits;
        Bytes -= earlier.Bytes;
        CalleeBytes -= earlier.CalleeBytes;
        RepeatedBytes -= earlier.RepeatedBytes;
        WorkingSetIncrement -= earlier.WorkingSetIncrement;
        RepeatedIncrement -= earlier.RepeatedIncrement;
        Excess -= earlier.Excess;
    }
}
