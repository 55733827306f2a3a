namespace MemoryProfiler;

/// <summary>The most live managed memory seen while a delegate ran. Immutable; sizes in bytes.</summary>
public sealed record PeakMeasurement
{
    /// <summary>
    /// Highest reading of the live managed bytes of the process during a call, less the reading before that call. Each
    /// reading is what survived a full blocking collection, so garbage does not count. Between two readings it may have
    /// been more.
    /// </summary>
    public required long PeakBytes { get; init; }

    /// <summary>Readings taken while the delegate ran.</summary>
    public required int Samples { get; init; }

    /// <summary>How often the delegate was called, to get enough readings.</summary>
    public required int Calls { get; init; }
}
