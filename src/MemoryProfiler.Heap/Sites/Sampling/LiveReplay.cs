using MemoryProfiler.Memory;

namespace MemoryProfiler.Sites.Sampling;

/// <summary>
/// Follows the objects that were seen through every collection, by the memory that each says it kept. Happenings come in the order
/// of their time. Not safe for several threads.
/// </summary>
sealed class LiveReplay : IDisposable
{
    const int Oldest = 2;

    readonly NativeList<LiveSample> _samples = new();
    readonly RangeSet _blocking = new();
    readonly RangeSet _background = new();
    long? _blockingNumber;
    int _blockingGeneration;
    long? _backgroundNumber;
    bool _hasResumed;
    ulong _backgroundTime;

    /// <summary>What lives, of each site.</summary>
    public SiteFigures Live { get; } = new();

    /// <summary>What lived before and after each collection.</summary>
    public LiveMoments Moments { get; } = new();

    public HighestLive AtStart { get; private init; } = new();

    public HighestLive AtEnd { get; private init; } = new();

    public HighestLive AfterFull { get; private init; } = new();

    /// <summary>An object was allocated.</summary>
    public void Add(in LiveSample sample)
    {
        _samples.Add(sample);
        Live.Add(sample.Site, sample.Bytes, sample.Objects);
    }

    /// <summary>A collection begins.</summary>
    public void Start(ulong time, long number, int generation, bool isBackground)
    {
        AtStart.At(time, Live);
        Moments.Add(time, Live.TotalBytes);
        if (isBackground)
        {
            (_backgroundNumber, _hasResumed) = (number, false);
            return;
        }
        // What the one in the background has found is of addresses that this one changes.
        ApplyBackground();
        (_blockingNumber, _blockingGeneration) = (number, generation);
    }

    /// <summary>
    /// Memory was kept. While the program stands still for a collection it is that one's, whichever thread says so; else it is that of
    /// the one in the background.
    /// </summary>
    public void Keep(ulong time, in MemoryRange range)
    {
        if (_blockingNumber is not null)
        {
            _blocking.Add(range);
            return;
        }
        if (_background.IsEmpty)
            _backgroundTime = time;
        _background.Add(range);
    }

    /// <summary>The program goes on.</summary>
    public void Resume() => _hasResumed = true;

    /// <summary>A collection has ended.</summary>
    public void End(ulong time, long number)
    {
        if (number == _blockingNumber)
        {
            Apply(_blocking, _blockingGeneration);
            AtEnd.At(time, Live);
            Moments.Add(time, Live.TotalBytes);
            if (_blockingGeneration == Oldest)
                AfterFull.At(time, Live);
            _blockingNumber = null;
        }
        else if (number == _backgroundNumber)
        {
            // The program may have stood still for all of it: one that was to run beside it and could not.
            var isFull = !_hasResumed && !_background.IsEmpty;
            if (isFull)
                Apply(_background, Oldest);
            else
                ApplyBackground();
            AtEnd.At(time, Live);
            Moments.Add(time, Live.TotalBytes);
            if (isFull)
                AfterFull.At(time, Live);
            _backgroundNumber = null;
        }
    }

    /// <summary>Forgets what lived at peaks.</summary>
    public void ResetPeaks()
    {
        AtStart.Clear();
        AtEnd.Clear();
        AfterFull.Clear();
    }

    /// <summary>Forgets all objects.</summary>
    public void Clear()
    {
        _samples.Truncate(0);
        Live.Clear();
        Moments.Clear();
        ResetPeaks();
    }

    public void Dispose()
    {
        _samples.Dispose();
        _blocking.Dispose();
        _background.Dispose();
    }

    // A generation that was collected keeps what is in its ranges alone. Objects that are younger than they are taken for are
    // moved all the same.
    void Apply(RangeSet ranges, int generation)
    {
        long kept = 0;
        for (long i = 0; i < _samples.Count; i++)
        {
            var sample = _samples[i];
            if (ranges.Find(sample.Address) is { } range)
                _samples[kept++] = sample with { Address = sample.Address + range.Shift, Generation = Math.Min(Oldest, Math.Min(sample.Generation, generation) + 1) };
            else if (sample.Generation > generation)
                _samples[kept++] = sample;
            else
                Die(sample);
        }
        _samples.Truncate(kept);
        ranges.Clear();
    }

    // It frees old objects alone, and none that was allocated since it began to say what it keeps.
    void ApplyBackground()
    {
        if (_background.IsEmpty)
            return;
        long kept = 0;
        for (long i = 0; i < _samples.Count; i++)
        {
            var sample = _samples[i];
            if (sample.Generation < Oldest || sample.Time >= _backgroundTime || _background.Find(sample.Address) is not null)
                _samples[kept++] = sample;
            else
                Die(sample);
        }
        _samples.Truncate(kept);
        _background.Clear();
    }

    void Die(in LiveSample sample) => Live.Add(sample.Site, -sample.Bytes, -sample.Objects);
}
