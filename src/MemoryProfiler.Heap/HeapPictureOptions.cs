namespace MemoryProfiler;

/// <summary>How much of an object's neighbourhood a picture shows. What is beyond is a box that says how much. Not safe for several threads.</summary>
public sealed class HeapPictureOptions
{
    internal const int MostObjects = 1_000;

    /// <summary>Which references are followed; those that lead to the object by default.</summary>
    public HeapReferences References { get; set; } = HeapReferences.To;

    /// <summary>How many references away from the object at most. 5 by default, 1 at least.</summary>
    public int Depth { get; set; } = 5;

    /// <summary>How many references of one object at most. 8 by default, 1 at least.</summary>
    public int FanOut { get; set; } = 8;

    /// <summary>How many objects at most. 150 by default; from 1 to 1,000.</summary>
    public int MaxObjects { get; set; } = 150;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Depth, 1, nameof(Depth));
        ArgumentOutOfRangeException.ThrowIfLessThan(FanOut, 1, nameof(FanOut));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxObjects, 1, nameof(MaxObjects));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxObjects, MostObjects, nameof(MaxObjects));
    }
}
