using MemoryProfiler.Sites.Tables;

namespace MemoryProfiler;

/// <summary>What became more and less between two snapshots of allocation sites. Immutable.</summary>
public sealed class AllocationComparison
{
    internal AllocationComparison(AllocationSnapshot before, AllocationSnapshot after)
    {
        (Before, After) = (before, after);
        Sites = SiteChanges.Between(before.Sites, after.Sites);
    }

    /// <summary>The earlier snapshot.</summary>
    public AllocationSnapshot Before { get; }

    /// <summary>The later snapshot.</summary>
    public AllocationSnapshot After { get; }

    /// <summary>All sites of both, each once: the largest increase of live bytes first, the largest decrease last.</summary>
    public IReadOnlyList<AllocationSiteChange> Sites { get; }

    /// <summary>How many bytes more of all sites; negative if there are fewer. An estimate.</summary>
    /// <param name="measure">Which bytes.</param>
    public long BytesDelta(AllocationMeasure measure) => Sites.Sum(site => site.BytesDelta(measure));

    /// <summary>Prints a table to the console.</summary>
    /// <param name="top">How many rows at most.</param>
    /// <param name="by">What a row is.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of rows is negative.</exception>
    public void Print(int top = 20, AllocationGrouping by = AllocationGrouping.Line) => WriteTo(Console.Out, top, by);

    /// <summary>Writes a table: the rows that changed most.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="top">How many rows at most.</param>
    /// <param name="by">What a row is.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of rows is negative.</exception>
    public void WriteTo(TextWriter writer, int top = 20, AllocationGrouping by = AllocationGrouping.Line)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        SiteChangeTable.Write(writer, Sites, by, top);
    }
}
