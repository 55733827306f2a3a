namespace MemoryProfiler.Sites.Sampling;

/// <summary>Memory that a collection kept.</summary>
/// <param name="Start">Where it was before.</param>
/// <param name="Length">How many bytes.</param>
/// <param name="Shift">How far it was moved.</param>
readonly record struct MemoryRange(ulong Start, ulong Length, ulong Shift) : IComparable<MemoryRange>
{
    public int CompareTo(MemoryRange other) => Start.CompareTo(other.Start);
}
