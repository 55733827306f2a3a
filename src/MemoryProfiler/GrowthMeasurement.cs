namespace MemoryProfiler;

/// <summary>How the live managed memory of the process changed while a delegate was called again and again. Immutable; sizes in bytes.</summary>
public sealed record GrowthMeasurement
{
    /// <summary>
    /// By how much live memory grew from one call to the next, in bytes, on average over the last round. It is 0 if it
    /// did not grow.
    /// </summary>
    public required double BytesPerCall { get; init; }

    /// <summary>Rounds measured; each calls as often as all before it together.</summary>
    public required int Rounds { get; init; }

    /// <summary>Calls in all, the warm-up included.</summary>
    public required long Calls { get; init; }
}
