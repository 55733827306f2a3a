namespace MemoryProfiler.Collecting;

/// <summary>What all threads counted for one slot.</summary>
struct LineTotals
{
    public long Hits;
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

    public void Add(in LineTotals other)
    {
        Hits += other.Hits;
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
        Bytes -= earlier.Bytes;
        CalleeBytes -= earlier.CalleeBytes;
        RepeatedBytes -= earlier.RepeatedBytes;
        WorkingSetIncrement -= earlier.WorkingSetIncrement;
        RepeatedIncrement -= earlier.RepeatedIncrement;
        Excess -= earlier.Excess;
    }
}
