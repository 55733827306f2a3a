using MemoryProfiler.Snapshots;

namespace MemoryProfiler;

/// <summary>What became more and less between two snapshots, type by type. Immutable.</summary>
public sealed class HeapComparison
{
    internal HeapComparison(IReadOnlyList<HeapType> before, IReadOnlyList<HeapType> after)
    {
        Types = TypeChanges.Between(before, after);
        CountDelta = Types.Sum(type => type.CountDelta);
        BytesDelta = Types.Sum(type => type.BytesDelta);
    }

    /// <summary>The types whose count or bytes differ, the largest increase of bytes first, the largest decrease last.</summary>
    public IReadOnlyList<HeapTypeChange> Types { get; }

    /// <summary>How many objects more.</summary>
    public long CountDelta { get; }

    /// <summary>How many bytes more.</summary>
    public long BytesDelta { get; }

    /// <summary>Prints it to the console.</summary>
    /// <param name="top">How many types at most.</param>
    public void Print(int top = 20) => WriteTo(Console.Out, top);

    /// <summary>Writes it as a table.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="top">How many types at most: those that changed most.</param>
    public void WriteTo(TextWriter writer, int top = 20)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        ChangeTable.Write(writer, this, top);
    }
}
