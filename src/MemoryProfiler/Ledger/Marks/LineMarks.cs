using System.Diagnostics;
using MemoryProfiler.Copies;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Measurement.Clock;

namespace MemoryProfiler.Ledger.Marks;

/// <summary>
/// When a thread left which line, as far as the runtime may have sampled an object in between. The sample's line is that of
/// the first mark which is not earlier. A ring in native memory: its thread alone writes, one reader follows it. Memory
/// that no mark has reached yet is not resident.
/// </summary>
unsafe struct LineMarks
{
    /// <summary>How many marks are kept. A thread makes one in each 8 KB at most as a rule, so that these are a gigabyte of objects.</summary>
    public const int Capacity = 1 << 17;

    /// <summary>How many were written so far.</summary>
    public long Written;

    LineMark _first;

    /// <summary>Bytes of one ring.</summary>
    public static int Size => sizeof(LineMarks) + (Capacity - 1) * sizeof(LineMark);

    /// <summary>A mark by its number.</summary>
    public static LineMark* At(LineMarks* marks, long number) => &marks->_first + (number & (Capacity - 1));

    /// <summary>Notes that the running line of an activation runs up to now.</summary>
    /// <param name="ledger">The current thread's.</param>
    /// <param name="running">The activation; the ledger's root for code outside profiled methods.</param>
    /// <param name="now">The thread's clock.</param>
    /// <param name="bytes">What it has allocated since its last probe or the end of its last callee.</param>
    public static void Add(ThreadLedger* ledger, Frame* running, long now, long bytes)
    {
        if (running->Method == null)
            Add(ledger, LineMark.Outside, 0, now, bytes);
        else
            Add(ledger, running->Method->Method, running->Slot, now, bytes);
    }

    /// <summary>Notes that the profiler was at work up to now.</summary>
    /// <param name="ledger">The current thread's.</param>
    public static void AddOwn(ThreadLedger* ledger) => Add(ledger, LineMark.Outside, 0, AllocationClock.Now(), long.MaxValue);

    static void Add(ThreadLedger* ledger, int method, int slot, long now, long bytes)
    {
        if (ledger->Marks == null && !TryBegin(ledger))
            return;
        var marks = ledger->Marks;
        var time = Stopwatch.GetTimestamp();
        var (pointer, limit) = (ledger->Context->Pointer, ledger->Context->Limit);
        var earlier = limit == ledger->MarkedLimit ? 0 : ledger->MarkedLimit;
        var earlierPointer = earlier == 0 ? 0 : (nint)(now - bytes - ledger->MarkedOffset);
        // Nothing but this line has allocated since the last mark.
        var isAll = now - ledger->MarkedAt == bytes;
        (ledger->MarkedLimit, ledger->MarkedOffset, ledger->MarkedAt) = (limit, now - pointer, now);
        if (isAll && marks->Written > 0)
        {
            var last = At(marks, marks->Written - 1);
            if (last->Method == method && last->Slot == slot && last->Thread == ledger->ThreadId && last->Bytes <= long.MaxValue - bytes)
            {
                last->Pointer = pointer;
                last->Bytes += bytes;
                if (earlier != 0)
                    (last->EarlierPointer, last->EarlierLimit) = (earlierPointer, earlier);
                Volatile.Write(ref last->Time, time);
                return;
            }
        }
        var next = At(marks, marks->Written);
        next->Thread = ledger->ThreadId;
        next->Method = method;
        next->Slot = slot;
        next->Pointer = pointer;
        next->Bytes = bytes;
        next->EarlierPointer = earlierPointer;
        next->EarlierLimit = earlier;
        next->Time = time;
        Volatile.Write(ref marks->Written, marks->Written + 1);
    }

    static bool TryBegin(ThreadLedger* ledger)
    {
        if (ledger->ThreadId == 0)
            return false;
        try
        {
            // A reader sees either none or zeroed ones.
            Volatile.Write(ref *(nint*)&ledger->Marks, (nint)OwnMemory.Zeroed(Size));
            ledger->Size += Size;
            return true;
        }
        catch (OutOfMemoryException e)
        {
            MemoryProfilerLog.Write("No native memory to note when lines ran; types are not told of this thread.", e);
            return false;
        }
    }
}
