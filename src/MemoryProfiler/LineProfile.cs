using System.Text.Json.Serialization;

namespace MemoryProfiler;

/// <summary>One source line of a profiled method. Immutable; sizes in bytes.</summary>
public sealed record LineProfile
{
    /// <summary>
    /// The source file the line stands in, if it is another than the method's own; null otherwise. Field initializers in
    /// another part of a type have one, and lines that a directive sends elsewhere (<c>#line</c>).
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; init; }

    /// <summary>The line's number in its file, from 1; an IL offset if the method has a <see cref="MethodProfile.BodyToken"/>.</summary>
    public required int LineNumber { get; init; }

    /// <summary>The line's source text; empty if the build left it out.</summary>
    public required string Text { get; init; }

    /// <summary>How often control entered the line; on a method's first line, its calls. 0: never reached.</summary>
    public required long Occurrences { get; init; }

    /// <summary>
    /// Managed bytes allocated by the executing threads while the line ran, callees included, the profiler's own never;
    /// recursion counted once. From <see cref="GC.GetAllocatedBytesForCurrentThread"/>.
    /// </summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>The same without what profiled callees allocated. Self bytes always add up.</summary>
    public required long SelfAllocatedBytes { get; init; }

    /// <summary>
    /// Highest working set of the process, in bytes, read while the line ran. It is another memory of the process if the
    /// report's <see cref="ProfileReport.Metric"/> says so. Null where not reached or not known.
    /// </summary>
    public required long? WorkingSetBytes { get; init; }

    /// <summary>
    /// Sum over visits of the same at the line's end less that at its start, in bytes. Readings are about a millisecond
    /// apart and after every 256 KiB allocated, or at every line (<see cref="WorkingSetMode.EveryLine"/>). Null where not
    /// reached or not known.
    /// </summary>
    public required long? WorkingSetIncrementBytes { get; init; }

    /// <summary>
    /// What the line's first visit in the process (or since the reset) allocated, callees included. Null before that has
    /// ended, and where visits cannot be told apart. That is in async methods and iterators, and on lines that call async
    /// methods which suspend. It is also on lines that run inside themselves (recursion), and on headers of <c>for</c>
    /// and <c>foreach</c>.
    /// </summary>
    public long? FirstVisitBytes { get; init; }

    /// <summary>
    /// What a visit allocated on average lately, in bytes: over the latest visits, a ninth of all or more. What code
    /// allocated before the JIT optimised it is left out so. Where the line has several statements or was visited fewer
    /// than 32 times, it is over all but the first. Exact if these visits allocate the same. Null with fewer than two
    /// visits, and where <see cref="FirstVisitBytes"/> is null.
    /// </summary>
    public double? LaterBytesPerVisit { get; init; }

    /// <summary>
    /// False when the line was still running on another thread, or when hot reload replaced its method. Its bytes then
    /// stop at that thread's last probe, or at the replacement. Also false when some of its bytes may be a background
    /// collection's (<see cref="MaxExcessBytes"/>), or when the runtime's count is not exact
    /// (<see cref="ProfileReport.AreBytesEstimated"/>).
    /// </summary>
    public required bool IsExact { get; init; }

    /// <summary>
    /// By how much <see cref="AllocatedBytes"/> and <see cref="SelfAllocatedBytes"/> may be too high at most; 0 almost
    /// always. When a background collection has marked what is alive, the runtime charges up to 8,200 bytes that nobody
    /// allocated to every thread. Where that may have happened while the line ran, it is in here.
    /// </summary>
    public long MaxExcessBytes { get; init; }

    /// <summary>
    /// The types of the objects that the line allocated without profiled callees, the largest first. Estimated from what
    /// the runtime sampled (<c>AllocationSampled</c>, .NET 10 on). Empty if nothing of the line's was sampled. Null if types
    /// were not asked for (<c>MEMORYPROFILER_TYPES=on</c>, package MemoryProfiler.Heap).
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AllocatedType>? Types { get; init; }
}
