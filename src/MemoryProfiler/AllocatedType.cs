namespace MemoryProfiler;

/// <summary>
/// A type of the objects that a line allocated, and its share of the line's bytes. The share is estimated: the runtime
/// samples one object in about 100 KB. Immutable; sizes in bytes.
/// </summary>
public sealed record AllocatedType
{
    /// <summary>The type's name, as the runtime has it.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// What objects of the type took, in bytes: its share of the samples times the line's
    /// <see cref="LineProfile.SelfAllocatedBytes"/>. An estimate.
    /// </summary>
    public required long Bytes { get; init; }

    /// <summary>The lower end of the interval that the true figure lies in with 95 % confidence, in bytes.</summary>
    public required long MinBytes { get; init; }

    /// <summary>The upper end of that interval, in bytes.</summary>
    public required long MaxBytes { get; init; }

    /// <summary>How many objects of the type were sampled on the line.</summary>
    public required long Samples { get; init; }
}
