namespace MemoryProfiler.Measurement.Collections;

/// <summary>
/// What one thread knows of background collections. When the marking of one ends, in its second pause, the runtime takes
/// every thread's allocation quantum away. All other collections give the unused rest back to the thread's count; this
/// one does not (<c>repair_allocation_contexts (FALSE)</c> in its background_mark_phase). So up to 8,200 bytes are
/// charged that nobody allocated. Nothing in the counters shows that pause as such; it is told by elimination.
/// </summary>
struct BackgroundWatch
{
    /// <summary>
    /// The most bytes that one end of marking charges. It is an allocation quantum (8 KB and 32 bytes) less room for the
    /// smallest object.
    /// </summary>
    public const int LargestPhantom = (8 * 1024) + 8;

    // A collection during a background one accounts for 1-4 us less than it stopped the program; no end of marking has
    // been seen below 36 us, as it stops all threads and looks at all roots.
    const long UnaccountedTicks = 5 * TimeSpan.TicksPerMicrosecond;

    CollectionCounts _seen;

    // All background collections up to this one have ended marking before the last judgement.
    int _marked;

    /// <summary>Collections of the oldest generation begun when it was last judged.</summary>
    public readonly int Full => _seen.Full;

    /// <summary>Begins to watch.</summary>
    public void Start(in CollectionCounts now, FullCollections known)
    {
        _seen = now;
        _marked = known.IsRunning ? known.Background - 1 : now.Full;
    }

    /// <summary>Whether nothing has stopped the program since the last judgement.</summary>
    public readonly bool IsCurrent(long paused) => paused == _seen.Paused;

    /// <summary>Whether <see cref="BackgroundCollections.Look"/> has to be called before <see cref="Judge"/>.</summary>
    public readonly bool NeedsLook(in CollectionCounts now, FullCollections known) =>
        now.All != _seen.All && (now.Full != known.Count || known.Background > _marked);

    /// <summary>Says whether marking has ended since the last judgement.</summary>
    /// <param name="now">The counts of this moment.</param>
    /// <param name="known">What is known of background collections.</param>
    /// <param name="finished">What has ended, where <see cref="NeedsLook"/> asked for it.</param>
    public MarkEnd Judge(in CollectionCounts now, FullCollections known, in FinishedCollections finished)
    {
        if (IsCurrent(now.Paused))
            return MarkEnd.None;
        var before = _seen;
        _seen = now;
        if (now.All == before.All)
        {
            // A pause in which no collection began is a background one's second: there is no other.
            _marked = now.Full;
            return MarkEnd.Certain;
        }
        if (known.Background <= _marked)
            return MarkEnd.None;
        var isOnlyOne = known.EarlierBackground <= _marked;
        if (!known.IsRunning)
            _marked = now.Full;
        if (now.Full == before.Full && IsWholePause(before, now, finished))
            return MarkEnd.None;
        return isOnlyOne && known.IsRunning ? MarkEnd.PossiblyOfCurrent : MarkEnd.Possible;
    }

    /// <summary>Whether the one collection that ran accounts for all the time the program was stopped.</summary>
    static bool IsWholePause(in CollectionCounts before, in CollectionCounts now, in FinishedCollections finished) =>
        now.All - before.All == 1
        && finished.Latest == now.All
        && now.Paused - before.Paused - finished.LatestPause is >= 0 and <= UnaccountedTicks;
}
