using MemoryProfiler.Waste;

namespace MemoryProfiler;

/// <summary>What takes memory without need: values that are there several times, empty and sparse collections, boxes. Immutable.</summary>
public sealed class HeapWaste
{
    internal HeapWaste()
    {
    }

    /// <summary>The strings of which there are several, that with most wasted bytes first: the first 100. Null if they were not read.</summary>
    public required IReadOnlyList<HeapDuplicateString>? Strings { get; init; }

    /// <summary>How many strings could be spared, all values together; null if they were not read.</summary>
    public required long? DuplicateStringCount { get; init; }

    /// <summary>What those take, in bytes; null if they were not read.</summary>
    public required long? DuplicateStringBytes { get; init; }

    /// <summary>Empty collections and arrays by type, that with most bytes first. Arrays alone if values were not read.</summary>
    public required IReadOnlyList<HeapEmptyCollections> Empty { get; init; }

    /// <summary>Sparse collections and arrays by type, that with most wasted bytes first. Arrays alone if values were not read.</summary>
    public required IReadOnlyList<HeapSparseCollections> Sparse { get; init; }

    /// <summary>Boxed values by type, that with most bytes first.</summary>
    public required IReadOnlyList<HeapBoxedValues> Boxes { get; init; }

    /// <summary>
    /// Why strings and the counts of collections were not read, as the end of a sentence; null if they were. Mostly a full
    /// collection since the snapshot, as it may have moved them.
    /// </summary>
    public required string? NotReadBecause { get; init; }

    /// <summary>How many strings and collections were not read though others were: they may have moved, or changed, since.</summary>
    public required long UnreadCount { get; init; }

    /// <summary>Prints it to the console.</summary>
    /// <param name="top">How many rows of each kind at most.</param>
    public void Print(int top = 10) => WriteTo(Console.Out, top);

    /// <summary>Writes it as tables.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="top">How many rows of each kind at most.</param>
    public void WriteTo(TextWriter writer, int top = 10)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        WasteTable.Write(writer, this, top);
    }
}
