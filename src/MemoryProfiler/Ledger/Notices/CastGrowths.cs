using System.Runtime.CompilerServices;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Measurement.Clock;

namespace MemoryProfiler.Ledger.Notices;

/// <summary>The lines that ran while the runtime's table of casts grew (<see cref="CastTable"/>), a handful in a process.</summary>
static unsafe class CastGrowths
{
    static readonly List<CastGrowth> _all = [];

    /// <summary>Those since the start or the last reset. Safe from any thread.</summary>
    public static CastGrowth[] All()
    {
        lock (_all)
            return [.. _all];
    }

    /// <summary>Forgets them. Safe from any thread.</summary>
    public static void Clear()
    {
        lock (_all)
            _all.Clear();
    }

    /// <summary>Looks whether the table has grown while a line ran that has just been booked.</summary>
    /// <param name="frame">The line's activation.</param>
    /// <param name="bytes">What was booked.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Check(Frame* frame, long bytes)
    {
        try
        {
            var grown = Grown(frame, bytes);
            if (grown == 0 || frame->Method == null)
                return;
            using var own = OwnWork.BeginBetweenLines(frame->Last);
            lock (_all)
                _all.Add(new CastGrowth(frame->Method->Method, frame->Slot, grown));
        }
        catch (OutOfMemoryException e)
        {
            MemoryProfilerLog.Write("No memory to note a line on which the runtime's table of casts grew.", e);
        }
    }

    // The first looks prepare later ones.
    static long Grown(Frame* frame, long bytes)
    {
        using var own = OwnWork.BeginBetweenLines(frame->Last);
        return CastTable.TakeGrowth(bytes);
    }
}
