namespace MemoryProfiler.Weaving.Weaving;

/// <summary>What stands before a point.</summary>
enum ProbeKind
{
    /// <summary>Reads the clock.</summary>
    Reading,

    /// <summary>Compares the tick and counts.</summary>
    Counting,

    /// <summary>Counts.</summary>
    Visiting,

    /// <summary>Nothing: another point of the line counts for it.</summary>
    None,
}
