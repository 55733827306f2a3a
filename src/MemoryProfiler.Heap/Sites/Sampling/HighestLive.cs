namespace MemoryProfiler.Sites.Sampling;

/// <summary>The most that lived at moments of one kind. Not safe for several threads.</summary>
sealed class HighestLive
{
    readonly SiteFigures _figures = new();

    /// <summary>What lived then.</summary>
    public SiteFigures Figures => _figures;

    /// <summary>When, in ticks; null if there was no such moment.</summary>
    public ulong? Time { get; private set; }

    /// <summary>Such a moment.</summary>
    public void At(ulong time, SiteFigures live)
    {
        if (Time is not null && live.TotalBytes <= _figures.TotalBytes)
            return;
        Time = time;
        _figures.Set(live);
    }

    public void Clear()
    {
        Time = null;
        _figures.Clear();
    }

    public HighestLive Copy()
    {
        var copy = new HighestLive { Time = Time };
        copy._figures.Set(_figures);
        return copy;
    }
}
