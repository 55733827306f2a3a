namespace MemoryProfiler.Benchmarks.Harness;

/// <summary>Threads that are kept and do the same work at the same time.</summary>
sealed class Team : IDisposable
{
    const int RunsPerTurn = 4;

    readonly Barrier _start;
    readonly Barrier _end;
    Action? _work;

    /// <summary>Starts the threads.</summary>
    public Team(int size)
    {
        _start = new Barrier(size + 1);
        _end = new Barrier(size + 1);
        for (var i = 0; i < size; i++)
            new Thread(Serve) { IsBackground = true }.Start();
    }

    /// <summary>Has every thread do a work a few times; comes back when the last is done.</summary>
    public void Run(Action work)
    {
        _work = work;
        _start.SignalAndWait();
        _end.SignalAndWait();
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

    void Serve()
    {
        while (true)
        {
            _start.SignalAndWait();
            var work = _work;
            for (var i = 0; i < RunsPerTurn && work is not null; i++)
                work();
            _end.SignalAndWait();
            if (work is null)
                return;
        }
    }
}
