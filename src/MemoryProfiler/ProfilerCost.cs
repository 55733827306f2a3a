namespace MemoryProfiler;

/// <summary>What the profiler itself cost. Immutable.</summary>
public sealed record ProfilerCost
{
    /// <summary>Probes run: entries, lines and exits.</summary>
    public required long ProbeCount { get; init; }

    /// <summary>Nanoseconds of one probe, measured in this process when the report was taken.</summary>
    public required double NanosecondsPerProbe { get; init; }

    /// <summary>Bytes of native memory the counters take.</summary>
    public required long LedgerBytes { get; init; }

    /// <summary>How allocated bytes were read when the report was taken: directly, or by <see cref="GC.GetAllocatedBytesForCurrentThread"/>.</summary>
    public required AllocationClockKind Clock { get; init; }
}
