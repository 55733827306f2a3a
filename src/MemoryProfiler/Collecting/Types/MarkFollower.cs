using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.Marks;

namespace MemoryProfiler.Collecting.Types;

/// <summary>
/// Finds the marks of one thread in a ledger, in their order, while they are written. Samples come a while after the marks,
/// so that none is passed by before a younger sample has come. Only one thread at a time may call it.
/// </summary>
/// <param name="ledger">The ledger.</param>
/// <param name="thread">The operating system's number of the thread; the ledger may have had others before, and have others after it.</param>
sealed unsafe class MarkFollower(nint ledger, ulong thread)
{
    // What the owner may overwrite while a mark is read here.
    const int Margin = 1_024;

    long _next;
    bool _hasSkipped;

    /// <summary>
    /// Whether the thread has been outside profiled methods since its last mark, or has ended there: what it was sampled with
    /// since then is no line's. Ask before <see cref="TryFind"/>.
    /// </summary>
    public bool IsOutside
    {
        get
        {
            var owned = (ThreadLedger*)ledger;
            return IsFormer || (Frame*)Volatile.Read(ref *(nint*)&owned->Current) == owned->Root;
        }
    }

    /// <summary>Whether another thread has the ledger now.</summary>
    public bool IsFormer => Volatile.Read(ref ((ThreadLedger*)ledger)->ThreadId) != thread;

    /// <summary>Whether it follows this ledger.</summary>
    public bool IsOf(nint other) => other == ledger;

    /// <summary>Finds the line of a sample. Those that are asked for later must not be older.</summary>
    /// <param name="time">The sample's time.</param>
    /// <param name="mark">The first mark that is not earlier.</param>
    /// <param name="isLost">Whether marks before it were overwritten, so that it may not be the first.</param>
    /// <returns>False if there is no such mark yet.</returns>
    public bool TryFind(long time, out LineMark mark, out bool isLost)
    {
        mark = default;
        isLost = false;
        var ring = (LineMarks*)Volatile.Read(ref *(nint*)&((ThreadLedger*)ledger)->Marks);
        if (ring == null)
            return false;
        while (true)
        {
            var written = Volatile.Read(ref ring->Written);
            if (_next < written - LineMarks.Capacity + Margin)
                (_next, _hasSkipped) = (written - LineMarks.Capacity + Margin, true);
            if (_next >= written)
                return false;
            var found = LineMarks.At(ring, _next);
            // First: what belongs to it was written before it.
            var until = Volatile.Read(ref found->Time);
            mark = *found;
            mark.Time = until;
            if (Volatile.Read(ref ring->Written) - _next >= LineMarks.Capacity)
                continue;
            if (mark.Thread == thread && mark.Time >= time)
            {
                isLost = _hasSkipped;
                return true;
            }
            // The last one may still be moved on.
            if (_next == written - 1)
                return false;
            _next++;
            _hasSkipped &= mark.Thread != thread;
        }
    }
}
