namespace MemoryProfiler.Tool.Decompiling;

/// <summary>Adds up what stands on several IL offsets of one line.</summary>
static class LineSum
{
    /// <summary>The line.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="text">Its text.</param>
    /// <param name="visits">How often it was entered.</param>
    /// <param name="offsets">The figures of its offsets.</param>
    /// <param name="overlap">How many bytes of the method are on more than one offset, as one call runs within another.</param>
    /// <param name="mostBytes">What the method allocated.</param>
    public static LineProfile Of(int number, string text, long visits, List<LineProfile> offsets, long overlap, long mostBytes)
    {
        var bytes = offsets.Sum(line => line.AllocatedBytes);
        var self = offsets.Sum(line => line.SelfAllocatedBytes);
        var excess = offsets.Sum(line => line.MaxExcessBytes);
        if (overlap > 0 && offsets.Count(line => line.AllocatedBytes != 0) > 1)
        {
            // Only a run that knew the lines could tell which bytes its offsets share.
            var least = Math.Max(Math.Max(self, offsets.Max(line => line.AllocatedBytes)), bytes - overlap);
            bytes = Math.Min(bytes, mostBytes);
            excess += Math.Max(0, bytes - least);
        }
        var (first, later) = Visits(visits, offsets);
        return new LineProfile
        {
            LineNumber = number,
            Text = text,
            Occurrences = visits,
            AllocatedBytes = bytes,
            SelfAllocatedBytes = self,
            WorkingSetBytes = offsets.Max(line => line.WorkingSetBytes),
            WorkingSetIncrementBytes = offsets.Exists(line => line.WorkingSetIncrementBytes is not null) ? offsets.Sum(line => line.WorkingSetIncrementBytes) : null,
            FirstVisitBytes = first,
            LaterBytesPerVisit = later,
            IsExact = excess == 0 && offsets.TrueForAll(line => line.IsExact),
            MaxExcessBytes = excess,
            Types = Types(offsets),
        };
    }

    // A visit of the line is one of each offset that allocates, if they were visited as often.
    static (long? First, double? Later) Visits(long visits, List<LineProfile> offsets)
    {
        var allocating = offsets.FindAll(line => line.AllocatedBytes != 0);
        if (allocating.Count == 0)
            allocating = offsets.FindAll(line => line.Occurrences == visits && line.FirstVisitBytes is not null).Take(1).ToList();
        if (allocating.Count == 0 || !allocating.TrueForAll(line => line.Occurrences == visits && line.FirstVisitBytes is not null))
            return (null, null);
        return (allocating.Sum(line => line.FirstVisitBytes), allocating.TrueForAll(line => line.LaterBytesPerVisit is not null) ? allocating.Sum(line => line.LaterBytesPerVisit) : null);
    }

    // The ends of an interval are no further apart than those of its parts together.
    static List<AllocatedType>? Types(List<LineProfile> offsets) => offsets.TrueForAll(line => line.Types is null) ? null :
    [
        .. offsets.SelectMany(line => line.Types ?? []).GroupBy(type => type.Name, StringComparer.Ordinal).Select(same => new AllocatedType
        {
            Name = same.Key,
            Bytes = same.Sum(type => type.Bytes),
            MinBytes = same.Sum(type => type.MinBytes),
            MaxBytes = same.Sum(type => type.MaxBytes),
            Samples = same.Sum(type => type.Samples),
        }).OrderByDescending(type => type.Bytes),
    ];
}
