using System.Diagnostics.CodeAnalysis;
using MemoryProfiler.Ledger.Counters;

namespace MemoryProfiler.Collecting;

/// <summary>What all threads counted for one slot.</summary>
struct LineTotals
{
    public LineSums Sums;

    /// <summary>Of <see cref="Hits"/>, those of code that was not optimised yet.</summary>
    public long ColdHits;
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

    [UnscopedRef]
    public ref long Hits => ref Sums.Hits;

    [UnscopedRef]
    public ref long Bytes => ref Sums.Bytes;

    [UnscopedRef]
    public ref long CalleeBytes => ref Sums.CalleeBytes;

    [UnscopedRef]
    public ref long RepeatedBytes => ref Sums.RepeatedBytes;

    [UnscopedRef]
    public ref long WorkingSetIncrement => ref Sums.WorkingSetIncrement;

    [UnscopedRef]
    public ref long RepeatedIncrement => ref Sums.RepeatedIncrement;

    public void Add(in LineTotals other)
    {
        if (other.FirstOrder != 0 && (FirstOrder == 0 || other.FirstOrder < FirstOrder))
            (FirstOrder, FirstBytes) = (other.FirstOrder, other.FirstBytes);
        Later.Hits += other.Later.Hits;
        Later.Bytes += other.Later.Bytes;
        IsMixed |= other.IsMixed;
        Sums.Add(other.Sums);
        ColdHits += other.ColdHits;
        WorkingSetMax = Math.Max(WorkingSetMax, other.WorkingSetMax);
        Excess += other.Excess;
        IsPartial |= other.IsPartial;
    }

    /// <summary>Takes sums of an earlier moment away; maxima start anew by their epoch.</summary>
    public void Subtract(in LineTotals earlier)
    {
        Sums.Subtract(earlier.Sums);
        ColdHits -= earlier.ColdHits;
        Excess -= earlier.Excess;
    }
}
