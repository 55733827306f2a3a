namespace MemoryProfiler.Torture.Work;

/// <summary>What one piece of work takes woven, in proportion to unwoven.</summary>
/// <param name="Name">Which.</param>
/// <param name="Older">By an older build, round by round.</param>
/// <param name="Newer">By this one.</param>
sealed record WorkTimeResult(string Name, List<double> Older, List<double> Newer)
{
    /// <summary>The added time of this build, in proportion to the older one's.</summary>
    public double Added => (Median(Newer) - 1) / (Median(Older) - 1);

    /// <summary>The middle one.</summary>
    public static double Median(IEnumerable<double> ratios) => ratios.Order().ElementAt(ratios.Count() / 2);
}
