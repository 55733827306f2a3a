using MemoryProfiler.Copies;
using MemoryProfiler.Ledger.Counters;

namespace MemoryProfiler.Ledger;

/// <summary>
/// A slot's counts at two earlier moments. Each is taken when the visits have doubled since the one before. So what came
/// since is what optimised code allocates, not an average with what was before.
/// </summary>
unsafe struct VisitSnapshots
{
    const int MinVisits = 32;

    // Fewer visits than this part of the earlier ones say too little.
    const int MinShare = 8;

    VisitCount _newer;
    VisitCount _older;

    /// <summary>Takes a snapshot if the visits since the first have doubled.</summary>
    public static void Note(Frame* frame, int slot, long firstVisits, VisitCount now)
    {
        var later = now.Visits - firstVisits;
        if (later < MinVisits)
            return;
        var all = frame->Method->Snapshots;
        if (all == null)
        {
            // Most methods never get here: none of their lines is visited so often.
            all = Allocate(frame);
            if (all == null)
                return;
        }
        var snapshots = all + slot;
        if (later < 2 * (snapshots->_newer.Visits - firstVisits))
            return;
        Set(ref snapshots->_older, snapshots->_newer);
        Set(ref snapshots->_newer, now);
    }

    /// <summary>Forgets the snapshots of a slot.</summary>
    public static void Forget(MethodCounters* method, int slot)
    {
        if (method->Snapshots == null)
            return;
        Set(ref method->Snapshots[slot]._newer, default);
        Set(ref method->Snapshots[slot]._older, default);
    }

    /// <summary>Where the latest visits begin, as far as there are enough of them. Safe while the owner runs.</summary>
    public static VisitCount Base(MethodCounters* method, int slot, VisitCount first, long count)
    {
        var all = (VisitSnapshots*)Volatile.Read(ref *(nint*)&method->Snapshots);
        if (all == null)
            return first;
        var newer = Get(ref all[slot]._newer);
        if (newer.Visits > first.Visits && (count - newer.Visits) * MinShare >= newer.Visits - first.Visits)
            return newer;
        var older = Get(ref all[slot]._older);
        return older.Visits > first.Visits && older.Visits < count ? older : first;
    }

    static void Set(ref VisitCount place, VisitCount count)
    {
        // A reader on another thread takes no notice of counts without visits.
        Volatile.Write(ref place.Visits, 0);
        place.Bytes = count.Bytes;
        Volatile.Write(ref place.Visits, count.Visits);
    }

    static VisitCount Get(ref VisitCount place)
    {
        var count = Volatile.Read(ref place.Visits);
        var bytes = Volatile.Read(ref place.Bytes);
        return Volatile.Read(ref place.Visits) == count ? new VisitCount { Visits = count, Bytes = bytes } : default;
    }

    static VisitSnapshots* Allocate(Frame* frame)
    {
        var size = frame->Method->LineCount * sizeof(VisitSnapshots);
        try
        {
            var all = (VisitSnapshots*)OwnMemory.Zeroed(size);
            frame->Ledger->Size += size;
            Volatile.Write(ref *(nint*)&frame->Method->Snapshots, (nint)all);
            return all;
        }
        catch (OutOfMemoryException)
        {
            // Only a figure of the report is missing then.
            return null;
        }
    }
}
