namespace MemoryProfiler;

/// <summary>One method in two reports. Immutable; sizes in bytes.</summary>
public sealed record MethodComparison
{
    /// <summary>The method in the report before; null if it is new there.</summary>
    public required MethodProfile? Before { get; init; }

    /// <summary>The method in the report after; null if it is gone.</summary>
    public required MethodProfile? After { get; init; }

    /// <summary>The lines that allocate more or less than before: the largest increase first, then the largest decrease.</summary>
    public required IReadOnlyList<LineComparison> Lines { get; init; }

    /// <summary>By how much more it allocates, without profiled callees; negative if less.</summary>
    public long ChangeBytes => (After?.SelfAllocatedBytes ?? 0) - (Before?.SelfAllocatedBytes ?? 0);

    /// <summary>Whether methods and lines are equal.</summary>
    public bool Equals(MethodComparison? other) =>
        other is not null && Before == other.Before && After == other.After && Lines.SequenceEqual(other.Lines);

    /// <summary>A hash of the method.</summary>
    public override int GetHashCode() => HashCode.Combine(Before, After);
}
