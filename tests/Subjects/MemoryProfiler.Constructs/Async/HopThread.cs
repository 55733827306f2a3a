namespace MemoryProfiler.Constructs.Async;

/// <summary>A thread that runs continuations one after the other, in a bracket each.</summary>
public sealed class HopThread
{
    [ThreadStatic]
    static List<(HopThread Thread, Action Continuation)>? _afterwards;

    readonly object _gate = new();
    readonly Action?[] _queue = new Action?[64];
    int _head;
    int _tail;
    bool _isBusy;
    long _bytes;

    public HopThread(string name) => new Thread(Run) { IsBackground = true, Name = name }.Start();

    /// <summary>What the continuations allocated so far; waits until none runs.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                while (_isBusy || _head != _tail)
                    Monitor.Wait(_gate);
                return _bytes;
            }
        }
    }

    /// <summary>Lets the thread run it.</summary>
    public void Post(Action continuation)
    {
        lock (_gate)
        {
            _queue[_tail++ % _queue.Length] = continuation;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>
    /// Lets the thread run it once the continuation that asks for it has ended: whether whoever awaits it finds it completed
    /// is no race then.
    /// </summary>
    public void PostAfterwards(Action continuation)
    {
        if (_afterwards is { } afterwards)
            afterwards.Add((this, continuation));
        else
            Post(continuation);
    }

    void Run()
    {
        var afterwards = _afterwards = new(_queue.Length);
        while (true)
        {
            Action continuation;
            lock (_gate)
            {
                while (_head == _tail)
                    Monitor.Wait(_gate);
                continuation = _queue[_head++ % _queue.Length]!;
                _isBusy = true;
            }
            var start = GC.GetAllocatedBytesForCurrentThread();
            continuation();
            var bytes = GC.GetAllocatedBytesForCurrentThread() - start;
            // While this thread is busy still: who waits for both must find one of them so.
            foreach (var (thread, next) in afterwards)
                thread.Post(next);
            afterwards.Clear();
            lock (_gate)
            {
                _bytes += bytes;
                _isBusy = false;
                Monitor.PulseAll(_gate);
            }
        }
    }
}
