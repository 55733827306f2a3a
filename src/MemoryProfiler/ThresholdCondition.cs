using System.Globalization;
using MemoryProfiler.Thresholds;

namespace MemoryProfiler;

/// <summary>
/// What a rule of <see cref="MemoryThresholds"/> looks at, and its limit. A limit is crossed when it is exceeded. Sizes are
/// texts such as <c>"64 KB"</c> or <c>"1.5 GiB"</c> (1 KB = 1,024 bytes). Immutable.
/// </summary>
public sealed class ThresholdCondition
{
    ThresholdCondition(ThresholdKind kind, long limit, double share = 0)
    {
        Kind = kind;
        Limit = limit;
        Share = share;
    }

    internal ThresholdKind Kind { get; }

    /// <summary>Bytes, or a number of collections; of a share it is known once the container's limit is.</summary>
    internal long Limit { get; }

    internal double Share { get; }

    /// <summary>The process's resident bytes, read when a line ends that allocated 256 KiB and about every millisecond.</summary>
    /// <param name="size">The limit.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">The text is not a size.</exception>
    public static ThresholdCondition WorkingSetAbove(string size) => new(ThresholdKind.WorkingSet, Bytes(size));

    internal static ThresholdCondition WorkingSetAbove(long bytes) => new(ThresholdKind.WorkingSet, bytes);

    /// <summary>Bytes of the garbage-collected heap, dead objects included until they are collected, from <see cref="GC.GetTotalMemory"/>.</summary>
    /// <param name="size">The limit.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">The text is not a size.</exception>
    public static ThresholdCondition ManagedHeapAbove(string size) => new(ThresholdKind.ManagedHeap, Bytes(size));

    /// <summary>
    /// Managed bytes that one call of a profiled method or one scope allocates, callees included, exact. It is crossed at
    /// the line that exceeded it. Of an iterator it is what it allocates from one element to the next.
    /// </summary>
    /// <param name="size">The limit.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">The text is not a size.</exception>
    public static ThresholdCondition CallAbove(string size) => new(ThresholdKind.Call, Bytes(size));

    /// <summary>Managed bytes that one visit of a profiled line allocates, callees included, exact.</summary>
    /// <param name="size">The limit.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">The text is not a size.</exception>
    public static ThresholdCondition LineVisitAbove(string size) => new(ThresholdKind.LineVisit, Bytes(size));

    /// <summary>
    /// The container's memory as a share of its limit (cgroup v1 or v2). Caches that the kernel can drop are left out.
    /// Never crossed where there is no limit.
    /// </summary>
    /// <param name="share">The limit, above 0 and at most 1: 0.9 is 90 %.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in that range.</exception>
    public static ThresholdCondition ContainerShareAbove(double share)
    {
        if (share is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share of the container's memory limit is above 0 and at most 1, for example 0.9 for 90 %.");
        return new ThresholdCondition(ThresholdKind.ContainerShare, 0, share);
    }

    /// <summary>Collections of generation 2 within the last minute.</summary>
    /// <param name="count">The limit, 0 or more.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static ThresholdCondition FullCollectionsPerMinuteAbove(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new ThresholdCondition(ThresholdKind.FullCollectionsPerMinute, count);
    }

    /// <summary>
    /// By how much the working set grew within the last minute. If the rule has watched for less than that, it is the
    /// growth since it began.
    /// </summary>
    /// <param name="size">The limit.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">The text is not a size.</exception>
    public static ThresholdCondition GrowthPerMinuteAbove(string size) => new(ThresholdKind.GrowthPerMinute, Bytes(size));

    /// <summary>The condition in words.</summary>
    public override string ToString() => Kind switch
    {
        ThresholdKind.WorkingSet => $"working set above {ByteSize.Format(Limit)}",
        ThresholdKind.ManagedHeap => $"managed heap above {ByteSize.Format(Limit)}",
        ThresholdKind.Call => $"one call above {ByteSize.Format(Limit)}",
        ThresholdKind.LineVisit => $"one visit of a line above {ByteSize.Format(Limit)}",
        ThresholdKind.ContainerShare => string.Create(CultureInfo.InvariantCulture, $"container memory above {Share * 100:0.##} % of its limit"),
        ThresholdKind.FullCollectionsPerMinute => string.Create(CultureInfo.InvariantCulture, $"more than {Limit} full collections per minute"),
        _ => $"growth above {ByteSize.Format(Limit)} per minute",
    };

    static long Bytes(string size)
    {
        ArgumentNullException.ThrowIfNull(size);
        return ByteSize.TryParse(size, out var bytes, out var error) ? bytes : throw new ArgumentException(error, nameof(size));
    }
}
