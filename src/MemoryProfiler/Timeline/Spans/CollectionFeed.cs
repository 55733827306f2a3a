namespace MemoryProfiler.Timeline.Spans;

/// <summary>
/// The garbage collections of this process, found by asking the runtime now and then. It counts all of them and tells of the
/// last of each kind. One thread at a time.
/// </summary>
/// <param name="tell">Is told each collection once all is known of it.</param>
sealed class CollectionFeed(Action<RecordedCollection> tell)
{
    const int Generations = 3;

    static readonly GCKind[] _kinds = [GCKind.Ephemeral, GCKind.FullBlocking, GCKind.Background];

    readonly List<RecordedCollection> _open = [];
    readonly int[] _counts = Counts();
    readonly long[] _indexes = [.. _kinds.Select(kind => Info(kind).Index)];

    /// <summary>Asks what has happened since the last time.</summary>
    public void Look(TimeSpan now)
    {
        var counts = Counts();
        // Each count includes those of older generations.
        for (var generation = Generations - 1; generation >= 0; generation--)
        {
            var older = generation == Generations - 1 ? 0 : counts[generation + 1] - _counts[generation + 1];
            for (var i = counts[generation] - _counts[generation] - older; i > 0; i--)
                _open.Add(new RecordedCollection(now, generation, null, Environment.ProcessId));
        }
        if (_open.Count == 0)
            return;
        counts.CopyTo(_counts, 0);
        for (var i = 0; i < _kinds.Length; i++)
            TakePause(_kinds[i], ref _indexes[i]);
        // A background collection is counted at its beginning, and told of at its end.
        Close(collection => collection.Generation < Generations - 1 || collection.Pause is not null);
    }

    /// <summary>Tells the rest, of which nothing more will be known.</summary>
    public void Complete() => Close(_ => true);

    /// <summary>How much a collection matters: first by its generation, then by its pause.</summary>
    public static long Weight(RecordedCollection collection) => (collection.Generation * TimeSpan.TicksPerDay) + (collection.Pause?.Ticks ?? 0);

    /// <summary>Bytes committed for the heap as of the last collection; 0 before the first.</summary>
    public static long CommittedBytes() => Info(GCKind.Any).TotalCommittedBytes;

    void TakePause(GCKind kind, ref long index)
    {
        var info = Info(kind);
        if (info.Index == index)
            return;
        index = info.Index;
        var pause = TimeSpan.Zero;
        foreach (var part in info.PauseDurations)
            pause += part;
        var generation = info.Generation;
        var at = _open.FindLastIndex(collection => collection.Generation == generation && collection.Pause is null);
        if (at >= 0)
            _open[at] = _open[at] with { Pause = pause };
    }

    void Close(Predicate<RecordedCollection> isComplete)
    {
        foreach (var collection in _open.FindAll(isComplete))
            tell(collection);
        _open.RemoveAll(isComplete);
    }

    static int[] Counts() => [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)];

    static GCMemoryInfo Info(GCKind kind)
    {
#pragma warning disable RS0030 // No probe is near: this runs on a thread of the profiler's own.
        return GC.GetGCMemoryInfo(kind);
#pragma warning restore RS0030
    }
}
