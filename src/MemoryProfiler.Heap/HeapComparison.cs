using MemoryProfiler.Snapshots;

namespace MemoryProfiler;

/// <summary>What became more and less between two snapshots, type by type, and which objects are new. Immutable.</summary>
public sealed class HeapComparison
{
    readonly HeapSnapshot? _after;
    readonly NewNodes _new;

    internal HeapComparison(IReadOnlyList<HeapType> before, IReadOnlyList<HeapType> after, HeapSnapshot? snapshot, NewNodes added)
    {
        (_after, _new) = (snapshot, added);
        Types = TypeChanges.Between(before, after, NewUnknownBecause is null ? added.Of : null);
        CountDelta = Types.Sum(type => type.CountDelta);
        BytesDelta = Types.Sum(type => type.BytesDelta);
    }

    /// <summary>The types whose count or bytes differ, or that have new objects; the largest increase of bytes first, the largest decrease last.</summary>
    public IReadOnlyList<HeapTypeChange> Types { get; }

    /// <summary>How many objects more.</summary>
    public long CountDelta { get; }

    /// <summary>How many bytes more.</summary>
    public long BytesDelta { get; }

    /// <summary>
    /// Why it is not known which objects are new, as the end of a sentence; null if it is known. Another full collection in
    /// between is mostly the reason, as it may have moved any object. Collections of young objects alone do no harm.
    /// </summary>
    public string? NewUnknownBecause => _new.UnknownBecause;

    /// <summary>Whether an object was not there before; a predicate for <see cref="HeapSnapshot.PathsToRoot(Func{HeapObject, bool})"/>.</summary>
    /// <param name="found">An object of the later snapshot.</param>
    /// <exception cref="HeapSnapshotException">It is not known.</exception>
    /// <exception cref="ArgumentException">The object is of another snapshot.</exception>
    public bool IsNew(HeapObject found)
    {
        if (NewUnknownBecause is not null)
            throw new HeapSnapshotException($"Which objects are new is not known, as {NewUnknownBecause}.");
        return found.IsOf(_after) ? _new.Contains(found.Node) : throw new ArgumentException("The object is not of the later snapshot.", nameof(found));
    }

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
        ChangeTable.Write(writer, Types, NewUnknownBecause, top);
    }
}
