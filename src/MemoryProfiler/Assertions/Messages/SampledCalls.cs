using System.Diagnostics;

namespace MemoryProfiler.Assertions.Messages;

/// <summary>
/// How often a call that failed is repeated so that the runtime samples what it allocates: until some hundred objects were
/// sampled, as far as that is soon.
/// </summary>
struct SampledCalls
{
    const long Enough = 10 << 20;
    const int Most = 10_000;
    static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(250);

    readonly long _begin = Stopwatch.GetTimestamp();
    long _bytes;
    int _calls;

    public SampledCalls()
    {
    }

    /// <summary>Adds a call.</summary>
    /// <param name="bytes">What it allocated.</param>
    public void Add(long bytes)
    {
        _bytes += bytes;
        _calls++;
    }

    /// <summary>Whether there should be another one.</summary>
    public readonly bool IsDue => _bytes is > 0 and < Enough && _calls < Most && Stopwatch.GetElapsedTime(_begin) < _patience;
}
