using System.Diagnostics;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Measurement.Memory;

namespace MemoryProfiler.Timeline.Spans;

/// <summary>The moments at which spans begin and end, with the process's memory. Safe from any thread; allocates nothing.</summary>
static class SpanMoment
{
    // A reading takes a microsecond: calls that come faster share one.
    static readonly long _freshTicks = Stopwatch.Frequency / 10_000;

    static long _readAt;
    static long _bytes;

    /// <summary>Now, on this thread.</summary>
    public static CallStart Now()
    {
        var timestamp = Stopwatch.GetTimestamp();
        if (timestamp - Volatile.Read(ref _readAt) >= _freshTicks)
        {
            Volatile.Write(ref _bytes, ProcessMemory.Read(MemoryMetric.WorkingSet));
            Volatile.Write(ref _readAt, timestamp);
        }
        return new CallStart { Timestamp = timestamp, ResidentBytes = Volatile.Read(ref _bytes), Thread = Environment.CurrentManagedThreadId };
    }
}
