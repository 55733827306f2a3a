using System.Diagnostics;

namespace MemoryProfiler.HeapBenchmarks;

/// <summary>The longest time in which a thread that wakes every millisecond did not run.</summary>
sealed class Standstill : IDisposable
{
    readonly Thread _ticker;
    volatile bool _ends;
    long _longest;

    public Standstill()
    {
        _ticker = new Thread(Tick) { IsBackground = true };
        _ticker.Start();
    }

    public TimeSpan Longest => Stopwatch.GetElapsedTime(0, _longest);

    public void Dispose()
    {
        _ends = true;
        _ticker.Join();
    }

    void Tick()
    {
        var last = Stopwatch.GetTimestamp();
        while (!_ends)
        {
            Thread.Sleep(1);
            var now = Stopwatch.GetTimestamp();
            _longest = Math.Max(_longest, now - last);
            last = now;
        }
    }
}
