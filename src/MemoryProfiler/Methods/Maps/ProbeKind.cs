namespace MemoryProfiler.Methods.Maps;

/// <summary>What stands before a point. The numbers are those of the map.</summary>
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

    /// <summary>Counts without an activation.</summary>
    Part,

    /// <summary>As <see cref="Reading"/>, where the method calls its probes.</summary>
    CalledReading,

    /// <summary>As <see cref="Counting"/>, where the method calls its probes.</summary>
    CalledCounting,

    /// <summary>As <see cref="Visiting"/>, where the method calls its probes.</summary>
    CalledVisiting,

    /// <summary>At the entry: counts a call of a method that cannot allocate and has no activation. Its other probes are <see cref="Visiting"/>.</summary>
    Call,
}
