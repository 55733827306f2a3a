namespace MemoryProfiler.Measurement.Collections;

/// <summary>Whether the marking of a background collection has ended between two readings of a thread.</summary>
enum MarkEnd
{
    /// <summary>No.</summary>
    None,

    /// <summary>It cannot be told.</summary>
    Possible,

    /// <summary>As <see cref="Possible"/>, but if so, it was that of the background collection in progress. An end seen later clears it up.</summary>
    PossiblyOfCurrent,

    /// <summary>Yes.</summary>
    Certain,
}
