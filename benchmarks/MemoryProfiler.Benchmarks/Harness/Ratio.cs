namespace MemoryProfiler.Benchmarks.Harness;

/// <summary>How two things compare that were measured in turns.</summary>
/// <param name="Value">The figure.</param>
/// <param name="OfBest">The best of the one in proportion to the best of the other.</param>
/// <param name="Lower">A quarter of the rounds were below this.</param>
/// <param name="Upper">A quarter of the rounds were above this.</param>
sealed record Ratio(double Value, double OfBest, double Lower, double Upper)
{
    /// <summary>One thing in proportion to another: the median of the rounds.</summary>
    public static Ratio Of(double[] measured, double[] reference)
    {
        var rounds = new Series(measured.Zip(reference, (a, b) => a / b));
        return new Ratio(rounds.Median, measured.Min() / reference.Min(), rounds.LowerQuartile, rounds.UpperQuartile);
    }

    /// <summary>What one thing takes longer than another, in proportion to a third.</summary>
    /// <param name="measured">The one.</param>
    /// <param name="without">The other.</param>
    /// <param name="count">How often the one does what the other does not.</param>
    /// <param name="reference">The third.</param>
    public static Ratio OfDifference(double[] measured, double[] without, double count, double[] reference)
    {
        var rounds = new Series(measured.Zip(without, (a, b) => (a - b) / count).Zip(reference, (a, b) => a / b));
        return new Ratio(rounds.Median, (measured.Min() - without.Min()) / count / reference.Min(), rounds.LowerQuartile, rounds.UpperQuartile);
    }

    /// <summary>The spread over the rounds.</summary>
    public string Spread => Invariant($"{Lower:0.00} – {Upper:0.00}");

    /// <inheritdoc/>
    public override string ToString() => Text(Value);

    /// <summary>The ratio of the best as text.</summary>
    public string Best => Text(OfBest);

    static string Text(double value) => Invariant($"{value:0.00}");
}
