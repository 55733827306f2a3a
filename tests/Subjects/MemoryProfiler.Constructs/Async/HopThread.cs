namespace MemoryProfiler.Constructs.Async;

/// <summary>A thread that runs continuations one after the other, in a bracket each.</summary>
public sealed class HopThread
{
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

    void Run()
    {
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
            lock (_gate)
            {
                _bytes += bytes;
                _isBusy = false;
                Monitor.PulseAll(_gate);
            }
        }
    }
}
