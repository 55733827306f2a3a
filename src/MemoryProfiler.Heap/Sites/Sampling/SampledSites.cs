using MemoryProfiler.Collecting.Types;
using MemoryProfiler.Nettrace;

namespace MemoryProfiler.Sites.Sampling;

/// <summary>
/// Takes the events of a session and adds them up by site. One thread reads; others may ask meanwhile. What is read is put in
/// order, and happens, once all that came before it has been read.
/// </summary>
/// <param name="followLive">Whether objects are followed through collections.</param>
sealed class SampledSites(bool followLive) : INettraceEvents, IDisposable
{
    const int GCStart = 1;
    const int GCEnd = 2;
    const int RestartBegin = 7;
    const int AllocationTick = 10;
    const int BulkSurviving = 21;
    const int BulkMoved = 22;
    const int AllocationSampled = 303;
    const uint Background = 1;
    const int Oldest = 2;

    // Fields before those that are read.
    const int InstanceBytes = sizeof(short);

    readonly object _sync = new();
    readonly PendingHappenings _pending = new();
    readonly SiteFigures _allocated = new();
    readonly TypeIndex _types = new();
    readonly SiteIndex _sites = new();
    readonly LiveReplay? _live = followLive ? new LiveReplay() : null;
    long[] _samples = [];
    long _lost;
    ulong _start;
    ulong _frequency;
    ulong _now;
    ulong _last;
    bool _isCoarse;
    bool _isDisposed;

    /// <summary>The stacks of all sites. It is the reader's.</summary>
    public StackTable Stacks { get; } = new();

    /// <summary>Hears of a mark, with its number and its time.</summary>
    public Action<int, ulong>? Marked { get; init; }

    public void On(in NettraceEvent told, ReadOnlySpan<byte> payload)
    {
        if (told.Provider == NettraceProvider.Marks && told.Id == SiteMark.Id)
            Marked?.Invoke(new PayloadReader(payload).Int32(), told.Time);
        if (told.Provider != NettraceProvider.Runtime)
            return;
        lock (_sync)
        {
            _last = Math.Max(_last, told.Time);
            if (!_isDisposed)
                Take(told, payload);
        }
    }

    public void OnLost(ulong thread, uint count)
    {
        lock (_sync)
            _lost += Math.Max(count, 1);
    }

    public void OnAllUntil(ulong time)
    {
        lock (_sync)
            _last = Math.Max(_last, time);
        HappenUntil(time);
    }

    public void OnClock(ulong start, ulong frequency)
    {
        lock (_sync)
            (_start, _frequency, _now) = (start, Math.Max(frequency, 1), start);
    }

    /// <summary>Puts in order and adds up what is not younger than a time.</summary>
    public void HappenUntil(ulong time)
    {
        lock (_sync)
        {
            if (_isDisposed)
                return;
            _pending.Replay(time, Count, _live);
            _now = Math.Max(_now, Math.Min(time, _last));
        }
    }

    /// <summary>Begins the peaks anew.</summary>
    public void ResetPeaks()
    {
        lock (_sync)
            _live?.ResetPeaks();
    }

    /// <summary>Forgets what was allocated so far.</summary>
    public void Clear()
    {
        lock (_sync)
        {
            _live?.Clear();
            _allocated.Clear();
            Array.Clear(_samples);
            _start = _now;
        }
    }

    /// <summary>What there is now.</summary>
    public SiteTotals Totals()
    {
        lock (_sync)
        {
            return new SiteTotals(
                _allocated.Copy(), [.. _samples], _live?.Live.Copy(), Peaks(), [.. (_live?.Moments.All ?? []).Select(moment => (After(moment.Time), moment.Bytes))],
                [.. Enumerable.Range(0, _sites.Count).Select(site => _sites[site])], [.. _types.Names], _lost, _isCoarse, After(_now));
        }
    }

    public void Dispose()
    {
        lock (_sync)
        {
            _isDisposed = true;
            _pending.Dispose();
            _live?.Dispose();
            Stacks.Dispose();
        }
    }

    void Take(in NettraceEvent told, ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        switch (told.Id)
        {
            case AllocationSampled:
                TakeSample(told, ref reader);
                break;
            case AllocationTick:
                TakeTick(told, ref reader);
                break;
            case GCStart:
                var number = reader.UInt32();
                var generation = reader.Int32();
                reader.UInt32();
                _pending.AddStart(told.Time, number, generation, reader.UInt32() == Background);
                break;
            case GCEnd:
                _pending.AddEnd(told.Time, reader.UInt32());
                break;
            case RestartBegin:
                _pending.AddResume(told.Time);
                break;
            case BulkSurviving or BulkMoved when followLive:
                TakeRanges(told, ref reader);
                break;
        }
    }

    void TakeSample(in NettraceEvent told, ref PayloadReader reader)
    {
        var isOld = reader.UInt32() != 0;
        reader.Skip(InstanceBytes);
        var type = _types.Of(reader.UInt64(), reader.Chars());
        var address = reader.UInt64();
        var size = reader.UInt64();
        var objects = SampleWeight.Objects((long)size);
        _pending.Add(new LiveSample(address, told.Time, _sites.Of(told.Stack, type), isOld ? Oldest : 0, objects, objects * size));
    }

    // One object for each 100 KiB: it stands for all of them.
    void TakeTick(in NettraceEvent told, ref PayloadReader reader)
    {
        _isCoarse = true;
        reader.UInt32();
        var isOld = reader.UInt32() != 0;
        reader.Skip(InstanceBytes);
        var bytes = (double)reader.UInt64();
        var type = _types.Of(reader.UInt64(), reader.Chars());
        reader.UInt32();
        var address = reader.UInt64();
        var size = Math.Max(reader.UInt64(), 1);
        _pending.Add(new LiveSample(address, told.Time, _sites.Of(told.Stack, type), isOld ? Oldest : 0, bytes / size, bytes));
    }

    void TakeRanges(in NettraceEvent told, ref PayloadReader reader)
    {
        var isMoved = told.Id == BulkMoved;
        reader.UInt32();
        var count = reader.UInt32();
        reader.Skip(InstanceBytes);
        _pending.AddRanges(told.Time, (int)count);
        for (; count > 0; count--)
        {
            var start = reader.UInt64();
            var to = isMoved ? reader.UInt64() : start;
            _pending.AddRange(new MemoryRange(start, reader.UInt64(), to - start));
        }
    }

    void Count(LiveSample sample)
    {
        if (sample.Site >= _samples.Length)
            Array.Resize(ref _samples, Math.Max(2 * _samples.Length, sample.Site + 1));
        _samples[sample.Site]++;
        _allocated.Add(sample.Site, sample.Bytes, sample.Objects);
    }

    // A snapshot is a moment at which garbage is included, as the start of a collection is.
    IReadOnlyList<SitePeak> Peaks()
    {
        if (_live is null)
            return [];
        var atStart = _live.AtStart.Copy();
        atStart.At(_now, _live.Live);
        return
        [
            .. Peak(AllocationPeakKind.FullCollection, _live.AfterFull),
            .. Peak(AllocationPeakKind.CollectionEnd, _live.AtEnd),
            .. Peak(AllocationPeakKind.CollectionStart, atStart),
        ];
    }

    IEnumerable<SitePeak> Peak(AllocationPeakKind kind, HighestLive highest)
    {
        if (highest.Time is { } time)
            yield return new SitePeak(kind, After(time), highest.Copy().Figures);
    }

    TimeSpan After(ulong time) => time <= _start || _frequency == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((time - _start) / (double)_frequency);
}
