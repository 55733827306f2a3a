namespace MemoryProfiler.Benchmarks.Harness;

/// <summary>How two things compare that were measured in turns.</summary>
/// <param name="Value">The best of the one in proportion to the best of the other.</param>
/// <param name="Lower">A quarter of the rounds were below this.</param>
/// <param name="Upper">A quarter of the rounds were above this.</param>
sealed record Ratio(double Value, double Lower, double Upper)
{
    /// <summary>One thing in proportion to another.</summary>
    public static Ratio Of(double[] measured, double[] reference) =>
        Of(measured.Min() / reference.Min(), measured.Zip(reference, (a, b) => a / b));

    /// <summary>What one thing takes longer than another, in proportion to a third.</summary>
    /// <param name="measured">The one.</param>
    /// <param name="without">The other.</param>
    /// <param name="count">How often the one does what the other does not.</param>
    /// <param name="reference">The third.</param>
    public static Ratio OfDifference(double[] measured, double[] without, double count, double[] reference) =>
        Of((measured.Min() - without.Min()) / count / reference.Min(), measured.Zip(without, (a, b) => (a - b) / count).Zip(reference, (a, b) => a / b));

    /// <summary>The spread over the rounds.</summary>
    public string Spread => Invariant($"{Lower:0.00} – {Upper:0.00}");

    /// <inheritdoc/>
    public override string ToString() => Invariant($"{Value:0.00}");

    static Ratio Of(double best, IEnumerable<double> rounds)
    {
        var series = new Series(rounds);
        return new Ratio(best, series.LowerQuartile, series.UpperQuartile);
    }
}
