namespace MemoryProfiler.Timeline.Kept;

/// <summary>
/// The samples of a series in bounded memory. While there is room all are kept. When there is none, each stretch makes
/// way for its lowest and its highest. Stretches become twice as long each time. So every peak stays however long it goes
/// on. One thread at a time; adding allocates only while the room grows.
/// </summary>
/// <param name="capacity">How many are kept at most, beside the first and the last.</param>
sealed class SeriesBuilder(int capacity)
{
    const int FirstRoom = 64;

    // Two samples are kept of four.
    const int Thinned = 4;

    readonly int _capacity = capacity / Thinned * Thinned;
    MemorySample[] _samples = [];
    int _count;
    long _inStretch;
    MemorySample _first;
    MemorySample _last;
    MemorySample _lowest;
    MemorySample _highest;

    /// <summary>How many samples were added.</summary>
    public long Added { get; private set; }

    /// <summary>Of how many samples the lowest and the highest are kept; 1 while all are.</summary>
    public long Stretch { get; private set; } = 1;

    /// <summary>Adds a sample, later than all before.</summary>
    public void Add(MemorySample sample)
    {
        if (Added++ == 0)
            _first = sample;
        _last = sample;
        if (_inStretch == 0)
            (_lowest, _highest) = (sample, sample);
        else if (sample.Bytes < _lowest.Bytes)
            _lowest = sample;
        else if (sample.Bytes > _highest.Bytes)
            _highest = sample;
        if (++_inStretch < Stretch)
            return;
        _inStretch = 0;
        var (earlier, later) = _lowest.Time < _highest.Time ? (_lowest, _highest) : (_highest, _lowest);
        Append(earlier);
        if (later != earlier)
            Append(later);
        if (_count > _capacity - 2)
            Thin();
    }

    /// <summary>The samples that are kept, and the first and the last of all.</summary>
    public MemorySample[] ToArray()
    {
        IEnumerable<MemorySample> samples = [_first, .. _samples.AsSpan(0, _count), _lowest, _highest, _last];
        return Added == 0 ? [] : [.. samples.DistinctBy(sample => sample.Time).OrderBy(sample => sample.Time)];
    }

    void Append(MemorySample sample)
    {
        if (_count == _samples.Length)
            Array.Resize(ref _samples, Math.Min(_capacity, Math.Max(FirstRoom, _samples.Length * 2)));
        _samples[_count++] = sample;
    }

    void Thin()
    {
        var kept = 0;
        for (var start = 0; start < _count; start += Thinned)
        {
            var (lowest, highest) = (start, start);
            for (var i = start + 1; i < Math.Min(start + Thinned, _count); i++)
            {
                if (_samples[i].Bytes < _samples[lowest].Bytes)
                    lowest = i;
                else if (_samples[i].Bytes > _samples[highest].Bytes)
                    highest = i;
            }
            var (earlier, later) = (_samples[Math.Min(lowest, highest)], _samples[Math.Max(lowest, highest)]);
            _samples[kept++] = earlier;
            if (lowest != highest)
                _samples[kept++] = later;
        }
        _count = kept;
        Stretch = Stretch == 1 ? Thinned : Stretch * 2;
    }
}
