using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.Marks;

namespace MemoryProfiler.Collecting.Types;

/// <summary>
/// Finds the lines that sampled objects were allocated on. The line of a sample is that of its thread's first mark that is
/// not earlier. Not safe for several threads.
/// </summary>
sealed unsafe class SampleJoin
{
    /// <summary>How many samples of a thread wait for its next mark at most.</summary>
    public const int MostWaiting = 100_000;

    readonly Dictionary<ulong, Queue<SampledObject>> _waiting = [];
    readonly Dictionary<ulong, MarkFollower> _followers = [];

    /// <summary>The types by method and slot.</summary>
    public Dictionary<(int Method, int Slot), LineTypes> Lines { get; } = [];

    /// <summary>How many samples have no line, as their thread's marks or they themselves were too many.</summary>
    public long Lost { get; private set; }

    /// <summary>How many samples are on lines.</summary>
    public long Placed { get; private set; }

    /// <summary>How many samples have no line, as no mark can be theirs.</summary>
    public long Unplaced { get; private set; }

    /// <summary>The samples before it are left out.</summary>
    public long Begin { get; private set; }

    /// <summary>Adds a sample; those of a thread come in the order of their time.</summary>
    public void Add(in SampledObject sample)
    {
        if (sample.Time < Begin)
            return;
        if (!_waiting.TryGetValue(sample.Thread, out var waiting))
            _waiting.Add(sample.Thread, waiting = []);
        if (waiting.Count >= MostWaiting)
        {
            waiting.Dequeue();
            Lost++;
        }
        waiting.Enqueue(sample);
    }

    /// <summary>Gives the samples their lines that have one by now.</summary>
    /// <param name="ledgers">All ledgers, asked for after the samples were added.</param>
    public void Run(IReadOnlyList<nint> ledgers)
    {
        foreach (var ledger in ledgers)
        {
            var thread = Volatile.Read(ref ((ThreadLedger*)ledger)->ThreadId);
            if (!_followers.TryGetValue(thread, out var follower) || !follower.IsOf(ledger))
                _followers[thread] = new MarkFollower(ledger, thread);
        }
        foreach (var (thread, waiting) in _waiting)
        {
            // Threads that were never in a profiled method have no marks.
            if (_followers.TryGetValue(thread, out var follower))
                Take(waiting, follower);
            if (follower is null || waiting.Count == 0)
                _waiting.Remove(thread);
        }
        if (_followers.Count > 2 * ledgers.Count)
            ForgetEnded();
    }

    /// <summary>Forgets what was found, and samples before now.</summary>
    /// <param name="now">The moment.</param>
    public void Reset(long now)
    {
        Begin = now;
        Lines.Clear();
        Lost = Placed = Unplaced = 0;
    }

    // Programs that begin a thread for each piece of work begin many.
    void ForgetEnded()
    {
        foreach (var (thread, follower) in _followers)
        {
            if (follower.IsFormer && !_waiting.ContainsKey(thread))
                _followers.Remove(thread);
        }
    }

    void Take(Queue<SampledObject> waiting, MarkFollower marks)
    {
        var isOutside = marks.IsOutside;
        while (waiting.TryPeek(out var sample) && marks.TryFind(sample.Time, out var mark, out var isLost))
        {
            waiting.Dequeue();
            if (sample.Time < Begin || mark.Method == LineMark.Outside)
                continue;
            if (isLost)
            {
                Lost++;
                continue;
            }
            if (!mark.Covers(sample.Address))
            {
                Unplaced++;
                continue;
            }
            Placed++;
            if (!Lines.TryGetValue((mark.Method, mark.Slot), out var types))
                Lines.Add((mark.Method, mark.Slot), types = new LineTypes());
            types.Add(sample.Type, sample.Bytes);
        }
        // A probe that came after a sample would have made a mark.
        if (isOutside)
            waiting.Clear();
    }
}
