using System.Diagnostics;

namespace MemoryProfiler.Benchmarks.Harness;

/// <summary>Threads that are kept and do the same work at the same time, each as often as it can.</summary>
sealed class Team : IDisposable
{
    readonly Barrier _start;
    readonly Barrier _end;
    readonly double[] _rates;
    TimeSpan _time;
    Action? _work;

    /// <summary>Starts the threads.</summary>
    public Team(int size)
    {
        _start = new Barrier(size + 1);
        _end = new Barrier(size + 1);
        _rates = new double[size];
        for (var i = 0; i < size; i++)
        {
            var index = i;
            new Thread(() => Serve(index)) { IsBackground = true }.Start();
        }
    }

    /// <summary>Has every thread do a work again and again for a time; the nanoseconds in which the team gets one run of it done.</summary>
    public double Run(Action work, TimeSpan time)
    {
        _work = work;
        _time = time;
        _start.SignalAndWait();
        _end.SignalAndWait();
        return 1 / _rates.Sum();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _work = null;
        _start.SignalAndWait();
        _end.SignalAndWait();
        _start.Dispose();
        _end.Dispose();
    }

    void Serve(int index)
    {
        while (true)
        {
            _start.SignalAndWait();
            var work = _work;
            if (work is not null)
                _rates[index] = Rate(work);
            _end.SignalAndWait();
            if (work is null)
                return;
        }
    }

    // By the thread's own time: none waits for another that was given its processor later, or not at all.
    double Rate(Action work)
    {
        var runs = 0;
        var start = Stopwatch.GetTimestamp();
        TimeSpan elapsed;
        do
        {
            work();
            runs++;
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        while (elapsed < _time);
        return runs / elapsed.TotalNanoseconds;
    }
}
