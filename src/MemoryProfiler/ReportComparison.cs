namespace MemoryProfiler;

/// <summary>
/// What changed between two reports of one program, to the byte: the methods and lines that allocate more or less. What did
/// not change is not in it. Immutable and safe to share; sizes in bytes.
/// </summary>
public sealed partial record ReportComparison
{
    /// <summary>The report before.</summary>
    public required ProfileReport Before { get; init; }

    /// <summary>The report after.</summary>
    public required ProfileReport After { get; init; }

    /// <summary>
    /// The methods with a line that changed. The one with the largest increase of a line is first, then the one with the
    /// largest decrease.
    /// </summary>
    public required IReadOnlyList<MethodComparison> Methods { get; init; }

    /// <summary>What all methods allocated before: the sum of their bytes without profiled callees.</summary>
    public long BeforeBytes => Before.Methods.Sum(method => method.SelfAllocatedBytes);

    /// <summary>What all methods allocated after: the sum of their bytes without profiled callees.</summary>
    public long AfterBytes => After.Methods.Sum(method => method.SelfAllocatedBytes);

    /// <summary>By how much more all methods allocate together; negative if less.</summary>
    public long ChangeBytes => AfterBytes - BeforeBytes;

    /// <summary>Whether both reports and all that changed are equal.</summary>
    public bool Equals(ReportComparison? other) =>
        other is not null && Before == other.Before && After == other.After && Methods.SequenceEqual(other.Methods);

    /// <summary>A hash of both reports.</summary>
    public override int GetHashCode() => HashCode.Combine(Before, After);
}
