namespace MemoryProfiler;

/// <summary>An object of a snapshot. It says nothing of where the object is now.</summary>
public readonly struct HeapObject : IEquatable<HeapObject>
{
    readonly HeapSnapshot _snapshot;

    internal HeapObject(HeapSnapshot snapshot, int node)
    {
        _snapshot = snapshot;
        Node = node;
    }

    internal int Node { get; }

    internal bool IsOf(HeapSnapshot? snapshot) => ReferenceEquals(_snapshot, snapshot);

    /// <summary>Its type's full name.</summary>
    public string TypeName => _snapshot.NameOf(Node);

    /// <summary>What it takes on the heap, in bytes, without what it refers to.</summary>
    public long Bytes => _snapshot.BytesOf(Node);

    /// <summary>What would be free without it, itself included, in bytes. The first time it is asked for, it is computed for all objects.</summary>
    public long RetainedBytes => _snapshot.RetainedBytes(this);

    /// <inheritdoc/>
    public bool Equals(HeapObject other) => ReferenceEquals(_snapshot, other._snapshot) && Node == other.Node;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is HeapObject other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Node;

    /// <summary>Whether both are the same object of the same snapshot.</summary>
    public static bool operator ==(HeapObject left, HeapObject right) => left.Equals(right);

    /// <summary>Whether they are not.</summary>
    public static bool operator !=(HeapObject left, HeapObject right) => !left.Equals(right);
}
