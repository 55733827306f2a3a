namespace MemoryProfiler.Probes;

/// <summary>The probes that ran, by how the code around them was compiled.</summary>
/// <param name="Optimised">In optimised code.</param>
/// <param name="Unoptimised">In code that is never optimised (a debug build's).</param>
/// <param name="Cold">In code that was not optimised yet.</param>
readonly record struct ProbeUse(ProbeTally Optimised, ProbeTally Unoptimised, ProbeTally Cold)
{
    /// <summary>A sum.</summary>
    public static ProbeUse operator +(ProbeUse a, ProbeUse b) => new(a.Optimised + b.Optimised, a.Unoptimised + b.Unoptimised, a.Cold + b.Cold);

    /// <summary>What has come since an earlier one.</summary>
    public static ProbeUse operator -(ProbeUse a, ProbeUse b) => new(a.Optimised - b.Optimised, a.Unoptimised - b.Unoptimised, a.Cold - b.Cold);

    /// <summary>All numbers, one behind the other.</summary>
    public double[] ToArray() => [.. Optimised.ToArray(), .. Unoptimised.ToArray(), .. Cold.ToArray()];

    /// <summary>The use that <see cref="ToArray"/> made an array of.</summary>
    public static ProbeUse Of(double[] numbers) =>
        new(ProbeTally.Of(numbers), ProbeTally.Of(numbers.AsSpan(ProbeTally.Kinds)), ProbeTally.Of(numbers.AsSpan(2 * ProbeTally.Kinds)));
}
