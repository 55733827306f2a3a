namespace MemoryProfiler.Benchmarks.Harness;

/// <summary>The same thing measured many times.</summary>
sealed class Series
{
    readonly double[] _sorted;

    /// <summary>Takes the measurements, in any order.</summary>
    public Series(IEnumerable<double> values) => _sorted = [.. values.Order()];

    /// <summary>The smallest, which other work on the machine disturbed least.</summary>
    public double Best => _sorted[0];

    /// <summary>The middle one.</summary>
    public double Median => Quantile(0.5);

    /// <summary>The value that a quarter of all is below.</summary>
    public double LowerQuartile => Quantile(0.25);

    /// <summary>The value that a quarter of all is above.</summary>
    public double UpperQuartile => Quantile(0.75);

    double Quantile(double share) => _sorted[(int)Math.Round(share * (_sorted.Length - 1))];
}
