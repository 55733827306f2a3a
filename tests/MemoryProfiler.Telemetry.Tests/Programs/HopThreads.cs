namespace MemoryProfiler.Telemetry.Tests.Programs;

/// <summary>Two threads that take turns to run what a program has posted, one piece after another.</summary>
sealed class HopThreads : IDisposable
{
    static Action? _posted;

    readonly AutoResetEvent[] _begin = [new(false), new(false)];
    readonly AutoResetEvent _ended = new(false);
    readonly Thread[] _threads;
    Action? _running;
    int _turn;

    public HopThreads()
    {
        _threads = [.. _begin.Select(begin => new Thread(() => Run(begin)) { IsBackground = true })];
        foreach (var thread in _threads)
            thread.Start();
    }

    /// <summary>Allocates nothing.</summary>
    public static void Post(Action continuation) => Volatile.Write(ref _posted, continuation);

    /// <summary>Runs what was posted, and what that posts, until there is nothing more.</summary>
    public void Drain()
    {
        while (Interlocked.Exchange(ref _posted, null) is { } posted)
            Hand(posted);
    }

    public void Dispose()
    {
        foreach (var begin in _begin)
            begin.Set();
        foreach (var thread in _threads)
            thread.Join();
        foreach (var begin in _begin)
            begin.Dispose();
        _ended.Dispose();
    }

    void Hand(Action piece)
    {
        _running = piece;
        _begin[_turn++ % _begin.Length].Set();
        _ended.WaitOne();
    }

    void Run(AutoResetEvent begin)
    {
        while (true)
        {
            begin.WaitOne();
            if (Interlocked.Exchange(ref _running, null) is not { } piece)
                return;
            piece();
            _ended.Set();
        }
    }
}
