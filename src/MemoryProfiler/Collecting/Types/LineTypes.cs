namespace MemoryProfiler.Collecting.Types;

/// <summary>The types of what a line allocated, as far as it was sampled.</summary>
sealed class LineTypes
{
    // Of a normal distribution: 95 of 100 lie within.
    const double Deviations = 1.959964;

    readonly Dictionary<string, TypeSum> _sums = new(StringComparer.Ordinal);
    double _bytes;
    double _squares;

    /// <summary>Adds an object.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="bytes">Its size.</param>
    public void Add(string type, long bytes)
    {
        var stoodFor = bytes * SampleWeight.Objects(bytes);
        _sums.TryGetValue(type, out var sum);
        _sums[type] = new TypeSum { Samples = sum.Samples + 1, Bytes = sum.Bytes + stoodFor };
        _bytes += stoodFor;
        _squares += stoodFor * stoodFor;
    }

    /// <summary>Adds the types of another sequence point on the same line.</summary>
    public void Add(LineTypes other)
    {
        foreach (var (type, more) in other._sums)
        {
            _sums.TryGetValue(type, out var sum);
            _sums[type] = new TypeSum { Samples = sum.Samples + more.Samples, Bytes = sum.Bytes + more.Bytes };
        }
        _bytes += other._bytes;
        _squares += other._squares;
    }

    /// <summary>The same again, which is left alone by what is added here.</summary>
    public LineTypes Copy()
    {
        var copy = new LineTypes();
        copy.Add(this);
        return copy;
    }

    /// <summary>Each type's share of the line's bytes, the largest first.</summary>
    /// <param name="exact">What the line allocated without profiled callees.</param>
    public IReadOnlyList<AllocatedType> Of(long exact)
    {
        var count = _bytes * _bytes / _squares;
        return
        [
            .. _sums.Select(type => Type(type.Key, type.Value)).OrderByDescending(type => type.Bytes).ThenBy(type => type.Name, StringComparer.Ordinal),
        ];

        AllocatedType Type(string name, TypeSum sum)
        {
            var share = sum.Bytes / _bytes;
            var (low, high) = Interval(share, count);
            return new AllocatedType
            {
                Name = name,
                Bytes = (long)Math.Round(share * exact),
                MinBytes = (long)Math.Floor(low * exact),
                MaxBytes = (long)Math.Ceiling(high * exact),
                Samples = sum.Samples,
            };
        }
    }

    // Wilson's: it holds near 0 and 1 and with few samples too.
    static (double Low, double High) Interval(double share, double count)
    {
        const double Squared = Deviations * Deviations;
        var scale = 1 + Squared / count;
        var middle = (share + Squared / (2 * count)) / scale;
        var half = Deviations / scale * Math.Sqrt(Math.Max(0, share * (1 - share)) / count + Squared / (4 * count * count));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
