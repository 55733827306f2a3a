namespace MemoryProfiler.Probes;

/// <summary>How many probes ran, by what one costs.</summary>
/// <param name="Reading">Those of lines that read the clock.</param>
/// <param name="Counting">Those that compare the tick and count.</param>
/// <param name="Visiting">Those that only count.</param>
/// <param name="CalledReading">Those that read the clock in methods that call their probes.</param>
/// <param name="CalledCounting">Those that compare the tick and count in such methods.</param>
/// <param name="CalledVisiting">Those that only count in such methods.</param>
/// <param name="Part">Those of lambdas without an activation.</param>
/// <param name="Calls">Those of methods without an activation.</param>
/// <param name="Activations">Entries and exits that went the fast path: both are one.</param>
/// <param name="Segments">The same of those that ended the slow path: segments of async methods and iterators, and what is unusual.</param>
readonly record struct ProbeTally(
    double Reading, double Counting, double Visiting, double CalledReading, double CalledCounting, double CalledVisiting,
    double Part, double Calls, double Activations, double Segments)
{
    /// <summary>How many numbers there are.</summary>
    public const int Kinds = 10;

    /// <summary>A sum.</summary>
    public static ProbeTally operator +(ProbeTally a, ProbeTally b) => new(
        a.Reading + b.Reading, a.Counting + b.Counting, a.Visiting + b.Visiting,
        a.CalledReading + b.CalledReading, a.CalledCounting + b.CalledCounting, a.CalledVisiting + b.CalledVisiting,
        a.Part + b.Part, a.Calls + b.Calls, a.Activations + b.Activations, a.Segments + b.Segments);

    /// <summary>What has come since an earlier one.</summary>
    public static ProbeTally operator -(ProbeTally a, ProbeTally b) => a + (b * -1);

    /// <summary>A share.</summary>
    public static ProbeTally operator *(ProbeTally a, double share) => new(
        a.Reading * share, a.Counting * share, a.Visiting * share,
        a.CalledReading * share, a.CalledCounting * share, a.CalledVisiting * share,
        a.Part * share, a.Calls * share, a.Activations * share, a.Segments * share);

    /// <summary>All numbers, one behind the other.</summary>
    public double[] ToArray() => [Reading, Counting, Visiting, CalledReading, CalledCounting, CalledVisiting, Part, Calls, Activations, Segments];

    /// <summary>The tally that <see cref="ToArray"/> made an array of, which may go on.</summary>
    public static ProbeTally Of(ReadOnlySpan<double> numbers) =>
        new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], numbers[8], numbers[9]);
}
