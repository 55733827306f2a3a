using System.Runtime.CompilerServices;

namespace MemoryProfiler.TestSupport;

/// <summary>
/// Threads that continuations hop to. Unlike the thread pool's queue this one allocates nothing as it fills, so that a
/// call's bytes are the same whenever it runs.
/// </summary>
public sealed class Workers : IDisposable
{
    readonly Action?[] _queue;
    readonly List<Thread> _threads;
    int _tail = -1;
    int _head = -1;

    public Workers(int threads, int capacity)
    {
        _queue = new Action?[capacity];
        _threads = [.. Enumerable.Range(0, threads).Select(_ => new Thread(Run) { IsBackground = true })];
        _threads.ForEach(thread => thread.Start());
    }

    public Hop Next => new(this);

    /// <summary>Tells the threads to end; the test may be running on one of them, so nobody waits.</summary>
    public void Dispose() => _threads.ForEach(_ => Post(static () => throw new ThreadInterruptedException()));

    void Post(Action continuation)
    {
        Volatile.Write(ref _queue[Interlocked.Increment(ref _tail)], continuation);
    }

    void Run()
    {
        while (true)
        {
            var at = Interlocked.Increment(ref _head);
            Action? continuation;
            // Turning and not waiting: the runtime allocates for a lock that two threads want at once.
            while ((continuation = Volatile.Read(ref _queue[at])) is null)
                Thread.Sleep(0);
            try
            {
                continuation();
            }
            catch (ThreadInterruptedException)
            {
                return;
            }
        }
    }

    /// <summary>Awaiting it goes on on one of the threads.</summary>
    public readonly struct Hop(Workers workers) : ICriticalNotifyCompletion
    {
        public bool IsCompleted => false;

        public Hop GetAwaiter() => this;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation) => workers.Post(continuation);

        public void UnsafeOnCompleted(Action continuation) => workers.Post(continuation);
    }
}
