namespace MemoryProfiler.Benchmarks.Results;

/// <summary>What a figure is to be: at most, or at least, so much.</summary>
sealed record Goal(double Limit, bool IsUpper)
{
    /// <summary>The figure may be this or less.</summary>
    public static Goal AtMost(double limit) => new(limit, IsUpper: true);

    /// <summary>The figure may be this or more.</summary>
    public static Goal AtLeast(double limit) => new(limit, IsUpper: false);

    /// <summary>Whether a figure reaches it.</summary>
    public bool IsMetBy(double figure) => IsUpper ? figure <= Limit : figure >= Limit;

    /// <inheritdoc/>
    public override string ToString() => Invariant($"{(IsUpper ? "≤" : "≥")} {Limit:#,0.##}");
}
