namespace MemoryProfiler;

/// <summary>What the profiler itself cost. Immutable.</summary>
public sealed record ProfilerCost
{
    /// <summary>
    /// Probes run: entries, lines and exits of methods, and of lambdas and local functions in them. Those of scopes and
    /// of each segment of an async method or iterator count too.
    /// </summary>
    public required long ProbeCount { get; init; }

    /// <summary>
    /// Nanoseconds of one probe on average over all that ran. It is an estimate from what each kind takes in this
    /// process, optimised or not as the profiled code is. 0 if none ran.
    /// </summary>
    public required double NanosecondsPerProbe { get; init; }

    /// <summary>
    /// Bytes of native memory the counters take. They are those of methods, lines and open calls of each thread, and of
    /// calls that suspended or handed a delegate out.
    /// </summary>
    public required long LedgerBytes { get; init; }

    /// <summary>How allocated bytes were read when the report was taken: directly, or by <see cref="GC.GetAllocatedBytesForCurrentThread"/>.</summary>
    public required AllocationClockKind Clock { get; init; }
}
