namespace MemoryProfiler.Benchmarks.Results;

/// <summary>One line of a result table.</summary>
/// <param name="Cells">What the table's own columns say.</param>
/// <param name="Figure">The figure that counts.</param>
/// <param name="Goal">What it is to be, if anything.</param>
sealed record Row(IReadOnlyList<string> Cells, double Figure, Goal? Goal = null)
{
    /// <summary>Whether the goal is missed.</summary>
    public bool IsMissed => Goal is not null && !Goal.IsMetBy(Figure);
}
