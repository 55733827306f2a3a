namespace MemoryProfiler;

/// <summary>Objects that refer to each other in circles. The collector frees them all the same once nothing else holds them. Immutable.</summary>
/// <param name="Steps">
/// One of the circles: each object with the field that leads to the next. The last step is the first object again.
/// </param>
/// <param name="Count">How many objects are on circles with these.</param>
/// <param name="Bytes">What those take on the heap, in bytes.</param>
public sealed record HeapCycle(IReadOnlyList<string> Steps, int Count, long Bytes)
{
    /// <summary>The steps in one line.</summary>
    public override string ToString() => string.Join(" → ", Steps);
}
