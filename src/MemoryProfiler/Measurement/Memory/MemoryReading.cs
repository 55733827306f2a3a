using System.Runtime.CompilerServices;

namespace MemoryProfiler.Measurement.Memory;

/// <summary>
/// A reading and the metric it is of, in one word. So it is published and taken without a lock. When the metric changes
/// while methods run, readings of different metrics are never subtracted from each other.
/// </summary>
readonly struct MemoryReading : IEquatable<MemoryReading>
{
    const int MetricBits = 3;
    const long MetricMask = (1 << MetricBits) - 1;

    readonly long _word;

    public MemoryReading(long bytes, MemoryMetric metric)
        : this((bytes << MetricBits) | (long)metric)
    {
    }

    MemoryReading(long word) => _word = word;

    public long Bytes => _word >> MetricBits;

    public MemoryMetric Metric => (MemoryMetric)(_word & MetricMask);

    /// <summary>The change from an earlier reading in bytes; 0 from one of another metric.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long operator -(MemoryReading later, MemoryReading earlier) =>
        // Of one metric, those bits cancel out.
        ((later._word - earlier._word) & MetricMask) == 0 ? (later._word - earlier._word) >> MetricBits : 0;

    /// <inheritdoc/>
    public bool Equals(MemoryReading other) => _word == other._word;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MemoryReading other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _word.GetHashCode();

    /// <summary>The reading of which this one is so many bytes more.</summary>
    public MemoryReading Minus(long bytes) => new(Bytes - bytes, Metric);

    /// <summary>What another thread published.</summary>
    public static MemoryReading Read(ref long word) => new(Volatile.Read(ref word));

    /// <summary>Publishes it, unless another one was published since; false then.</summary>
    public bool TryReplace(ref long word, MemoryReading published) =>
        Interlocked.CompareExchange(ref word, _word, published._word) == published._word;
}
