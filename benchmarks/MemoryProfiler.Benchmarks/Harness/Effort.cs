namespace MemoryProfiler.Benchmarks.Harness;

/// <summary>How much time to spend.</summary>
/// <param name="IsSmoke">Whether it only matters that everything works.</param>
/// <param name="Batch">How long one batch of a contender runs: short, so that some batches find the machine quiet.</param>
/// <param name="Rounds">How many rounds there are, of two batches of each contender.</param>
/// <param name="WarmUps">How many times at least all contenders run before they are measured, with pauses in which the JIT optimises them.</param>
/// <param name="QuietPasses">How many times in a row none of them may have become quicker.</param>
/// <param name="MostWarmUps">How many times at most.</param>
/// <param name="Builds">How often projects are built.</param>
sealed record Effort(bool IsSmoke, TimeSpan Batch, int Rounds, int WarmUps, int QuietPasses, int MostWarmUps, int Builds)
{
    /// <summary>For figures.</summary>
    public static Effort Full { get; } = new(IsSmoke: false, TimeSpan.FromMilliseconds(1), Rounds: 200, WarmUps: 10, QuietPasses: 5, MostWarmUps: 40, Builds: 2);

    /// <summary>For a test.</summary>
    public static Effort Smoke { get; } = new(IsSmoke: true, TimeSpan.FromMilliseconds(0.1), Rounds: 3, WarmUps: 1, QuietPasses: 0, MostWarmUps: 1, Builds: 1);
}
