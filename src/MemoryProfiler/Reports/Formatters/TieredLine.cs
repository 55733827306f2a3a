namespace MemoryProfiler.Reports.Formatters;

/// <summary>Whether a line looks as lines do that the JIT has optimised.</summary>
static class TieredLine
{
    const int VisitsToCompare = 100;

    /// <summary>Whether some visits allocated what the first did, all others what the last did.</summary>
    public static bool Is(LineProfile line)
    {
        if (line.Occurrences < VisitsToCompare || line.FirstVisitBytes is not { } first || line.LaterBytesPerVisit is not { } average)
            return false;
        var later = (long)average;
        var above = line.AllocatedBytes - (later * line.Occurrences);
        return later == average && later < first && above % (first - later) == 0 && above / (first - later) > 1;
    }
}
