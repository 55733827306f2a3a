namespace MemoryProfiler.Sites.Sampling;

/// <summary>What lived right before and right after each collection. Where they are very many, highs and lows of neighbours are kept. Not safe for several threads.</summary>
sealed class LiveMoments
{
    /// <summary>How many are kept at most.</summary>
    public const int Most = 4_096;

    readonly List<(ulong Time, double Bytes)> _moments = [];

    /// <summary>They, in the order of their time.</summary>
    public IReadOnlyList<(ulong Time, double Bytes)> All => _moments;

    /// <summary>Adds one.</summary>
    public void Add(ulong time, double bytes)
    {
        _moments.Add((time, bytes));
        if (_moments.Count > Most)
            Thin();
    }

    public void Clear() => _moments.Clear();

    // The higher and the lower of each four, in their order.
    void Thin()
    {
        var kept = _moments.Chunk(4).SelectMany(four => new[] { four.MinBy(moment => moment.Bytes), four.MaxBy(moment => moment.Bytes) }.Distinct().OrderBy(moment => moment.Time)).ToArray();
        _moments.Clear();
        _moments.AddRange(kept);
    }
}
