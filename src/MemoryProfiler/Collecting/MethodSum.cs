namespace MemoryProfiler.Collecting;

/// <summary>Adds up what two copies of the library, or two loads of a plug-in with one, have recorded of one method.</summary>
static class MethodSum
{
    /// <summary>Whether they are of one method as it is in one source: name, place, and every line.</summary>
    public static bool IsSame(MethodProfile a, MethodProfile b) =>
        (a.FullName, a.Assembly, a.File, a.FirstLine, a.BodyToken, a.Lines.Count) == (b.FullName, b.Assembly, b.File, b.FirstLine, b.BodyToken, b.Lines.Count)
        && a.Lines.Zip(b.Lines).All(static both => (both.First.File, both.First.LineNumber, both.First.Text) == (both.Second.File, both.Second.LineNumber, both.Second.Text));

    /// <summary>The sum.</summary>
    /// <param name="earlier">What was recorded first.</param>
    /// <param name="later">What was recorded then.</param>
    public static MethodProfile Of(MethodProfile earlier, MethodProfile later) => earlier with
    {
        Calls = earlier.Calls + later.Calls,
        AllocatedBytes = earlier.AllocatedBytes + later.AllocatedBytes,
        SelfAllocatedBytes = earlier.SelfAllocatedBytes + later.SelfAllocatedBytes,
        MinAllocatedBytes = Math.Min(earlier.MinAllocatedBytes, later.MinAllocatedBytes),
        MaxAllocatedBytes = Math.Max(earlier.MaxAllocatedBytes, later.MaxAllocatedBytes),
        OutsideCallsBytes = earlier.OutsideCallsBytes + later.OutsideCallsBytes,
        WorkingSetIncrementBytes = Sum(earlier.WorkingSetIncrementBytes, later.WorkingSetIncrementBytes),
        Lines = [.. earlier.Lines.Zip(later.Lines, Of)],
    };

    static LineProfile Of(LineProfile earlier, LineProfile later)
    {
        var areTold = IsTold(earlier) && IsTold(later);
        return earlier with
        {
            Occurrences = earlier.Occurrences + later.Occurrences,
            AllocatedBytes = earlier.AllocatedBytes + later.AllocatedBytes,
            SelfAllocatedBytes = earlier.SelfAllocatedBytes + later.SelfAllocatedBytes,
            WorkingSetBytes = earlier.WorkingSetBytes is { } a && later.WorkingSetBytes is { } b ? Math.Max(a, b) : earlier.WorkingSetBytes ?? later.WorkingSetBytes,
            WorkingSetIncrementBytes = Sum(earlier.WorkingSetIncrementBytes, later.WorkingSetIncrementBytes),
            FirstVisitBytes = areTold ? earlier.FirstVisitBytes ?? later.FirstVisitBytes : null,
            LaterBytesPerVisit = areTold ? Later(earlier, later) : null,
            IsExact = earlier.IsExact && later.IsExact,
            MaxExcessBytes = earlier.MaxExcessBytes + later.MaxExcessBytes,
        };
    }

    // What visits allocate lately is what those of the later one do.
    static double? Later(LineProfile earlier, LineProfile later)
    {
        if (later.LaterBytesPerVisit is { } lately)
            return lately;
        return earlier.LaterBytesPerVisit ?? (earlier.Occurrences > 0 && later.Occurrences > 0 ? later.FirstVisitBytes : null);
    }

    static bool IsTold(LineProfile line) => line.Occurrences == 0 || line.FirstVisitBytes is not null;

    static long? Sum(long? a, long? b) => a is null && b is null ? null : (a ?? 0) + (b ?? 0);
}
