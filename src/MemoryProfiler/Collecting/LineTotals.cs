using System.Diagnostics.CodeAnalysis;
using MemoryProfiler.Ledger.Counters;

namespace MemoryProfiler.Collecting;

/// <summary>What all threads counted for one slot.</summary>
struct LineTotals
{
    public LineSums Sums;

    /// <summary>Of <see cref="Visits"/>, those of code that was not optimised yet.</summary>
    public long ColdVisits;
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
    public ref long Visits => ref Sums.Visits;

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
        Later.Visits += other.Later.Visits;
        Later.Bytes += other.Later.Bytes;
        IsMixed |= other.IsMixed;
        Sums.Add(other.Sums);
        ColdVisits += other.ColdVisits;
        WorkingSetMax = Math.Max(WorkingSetMax, other.WorkingSetMax);
        Excess += other.Excess;
        IsPartial |= other.IsPartial;
    }

    /// <summary>Takes sums of an earlier moment away; maxima start anew by their epoch.</summary>
    public void Subtract(in LineTotals earlier)
    {
        Sums.Subtract(earlier.Sums);
        ColdVisits -= earlier.ColdVisits;
        Excess -= earlier.Excess;
    }
}
