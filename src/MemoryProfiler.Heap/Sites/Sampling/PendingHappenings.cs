using MemoryProfiler.Memory;

namespace MemoryProfiler.Sites.Sampling;

/// <summary>What has been read and is not in order yet, as threads are read one after the other. Not safe for several threads.</summary>
sealed class PendingHappenings : IDisposable
{
    readonly NativeList<Happening> _happenings = new();
    readonly NativeList<LiveSample> _samples = new();
    readonly NativeList<MemoryRange> _ranges = new();
    long _order;

    public void Add(in LiveSample sample)
    {
        _happenings.Add(new Happening(sample.Time, _order++, HappeningKind.Sample, _samples.Count));
        _samples.Add(sample);
    }

    public void AddStart(ulong time, long number, int generation, bool isBackground) =>
        _happenings.Add(new Happening(time, _order++, HappeningKind.Start, number, generation, isBackground));

    public void AddEnd(ulong time, long number) => _happenings.Add(new Happening(time, _order++, HappeningKind.End, number));

    public void AddResume(ulong time) => _happenings.Add(new Happening(time, _order++, HappeningKind.Resume, 0));

    /// <summary>Begins ranges of one event; they are added one by one.</summary>
    public void AddRanges(ulong time, int count) => _happenings.Add(new Happening(time, _order++, HappeningKind.Ranges, _ranges.Count, count));

    /// <summary>A range of the event that was begun last.</summary>
    public void AddRange(in MemoryRange range) => _ranges.Add(range);

    /// <summary>Lets happen what is not younger than a time, in order; the rest waits on.</summary>
    public void Replay(ulong until, Action<LiveSample> sampled, LiveReplay? live)
    {
        _happenings.Sort();
        long next = 0;
        for (; next < _happenings.Count && _happenings[next].Time <= until; next++)
            Replay(_happenings[next], sampled, live);
        Keep(next);
    }

    public void Dispose()
    {
        _happenings.Dispose();
        _samples.Dispose();
        _ranges.Dispose();
    }

    void Replay(in Happening happening, Action<LiveSample> sampled, LiveReplay? live)
    {
        switch (happening.Kind)
        {
            case HappeningKind.Sample:
                sampled(_samples[happening.First]);
                live?.Add(_samples[happening.First]);
                break;
            case HappeningKind.Start:
                live?.Start(happening.Time, happening.First, happening.Count, happening.IsBackground);
                break;
            case HappeningKind.End:
                live?.End(happening.Time, happening.First);
                break;
            case HappeningKind.Resume:
                live?.Resume();
                break;
            case HappeningKind.Ranges:
                for (var i = 0; i < happening.Count; i++)
                    live?.Keep(happening.Time, _ranges[happening.First + i]);
                break;
        }
    }

    // What is left lies anywhere in the lists: it is moved to their beginning in the order in which it lies there.
    void Keep(long from)
    {
        using var left = new NativeList<Happening>();
        for (var i = from; i < _happenings.Count; i++)
            left.Add(_happenings[i]);
        _happenings.Truncate(0);
        var samples = 0L;
        var ranges = 0L;
        foreach (var happening in left.Span(0, (int)left.Count).ToArray().OrderBy(happening => happening.Order))
        {
            var first = happening.First;
            if (happening.Kind == HappeningKind.Sample)
            {
                first = samples;
                _samples[samples++] = _samples[happening.First];
            }
            else if (happening.Kind == HappeningKind.Ranges)
            {
                first = ranges;
                for (var i = 0; i < happening.Count; i++)
                    _ranges[ranges++] = _ranges[happening.First + i];
            }
            _happenings.Add(happening with { First = first });
        }
        _samples.Truncate(samples);
        _ranges.Truncate(ranges);
    }
}
