using MemoryProfiler.Ledger.States;

namespace MemoryProfiler.Timeline.Spans;

/// <summary>A call or a named span of this process that has ended, as it is passed on. Names and times are worked out later.</summary>
/// <param name="Method">The process-wide id of the method or scope; ignored if there is a name.</param>
/// <param name="Name">The name of a named span, or null.</param>
/// <param name="Began">When it began.</param>
/// <param name="Ended">The system's stopwatch when it ended.</param>
/// <param name="ResidentBytes">Resident bytes of the process when it ended; 0 if they are not known.</param>
/// <param name="AllocatedBytes">What the call allocated; null for a named span.</param>
readonly record struct ClosedSpan(int Method, string? Name, CallStart Began, long Ended, long ResidentBytes, long? AllocatedBytes)
{
    /// <summary>How long it took, by the stopwatch.</summary>
    public long Ticks => Ended - Began.Timestamp;
}
