namespace MemoryProfiler;

/// <summary>One source line in two reports. Immutable; sizes in bytes.</summary>
public sealed record LineComparison
{
    /// <summary>The line in the report before; null if it is new.</summary>
    public required LineProfile? Before { get; init; }

    /// <summary>The line in the report after; null if it is gone.</summary>
    public required LineProfile? After { get; init; }

    /// <summary>By how much more it allocates, without profiled callees; negative if less.</summary>
    public long ChangeBytes => (After?.SelfAllocatedBytes ?? 0) - (Before?.SelfAllocatedBytes ?? 0);
}
